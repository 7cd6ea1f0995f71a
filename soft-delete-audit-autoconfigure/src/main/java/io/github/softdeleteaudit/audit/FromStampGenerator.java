package io.github.softdeleteaudit.audit;

import java.util.EnumSet;

import io.github.softdeleteaudit.actor.Stamps;
import io.github.softdeleteaudit.audit.FromStamp.Part;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.AnnotationBasedGenerator;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.generator.EventTypeSets;
import org.hibernate.generator.GeneratorCreationContext;
import org.jspecify.annotations.Nullable;

/**
 * Fills the attributes marked with {@link FromStamp}. Unlike Envers' revision listener, a
 * generator is given the session, also a stateless one and the temporary one that Envers
 * opens when the application's does not flush.
 * <p>
 * Relies on Hibernate to call it right before the insert, after Envers has set its own
 * timestamp, and to keep null checks from attributes generated like this.
 */
class FromStampGenerator implements BeforeExecutionGenerator, AnnotationBasedGenerator<FromStamp> {

	/** Null when auditing is switched off. */
	private @Nullable Stamps stamps;

	@SuppressWarnings("NullAway.Init")
	private Part part;

	@Override
	public void initialize(FromStamp annotation, GeneratorCreationContext context) {
		this.part = annotation.value();
		this.stamps = (Stamps) context.getServiceRegistry()
			.requireService(ConfigurationService.class)
			.getSettings()
			.get(Stamps.class.getName());
	}

	@Override
	public @Nullable Object generate(SharedSessionContractImplementor session, Object owner,
			@Nullable Object currentValue, EventType eventType) {
		if (this.stamps == null) {
			throw new IllegalStateException("A revision of %s needs soft-delete-audit.audit.enabled=true"
				.formatted(owner.getClass().getName()));
		}
		return this.part.of(this.stamps.ofRevision(session), this.stamps.now());
	}

	@Override
	public EnumSet<EventType> getEventTypes() {
		return EventTypeSets.INSERT_ONLY;
	}

}
