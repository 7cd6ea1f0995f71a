package io.github.softdeleteaudit.audit.envers;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.softdeleteaudit.actor.Stamps;
import io.github.softdeleteaudit.audit.AuditConfigurationException;
import io.github.softdeleteaudit.audit.AuditRevisionCustomizer;
import io.github.softdeleteaudit.softdelete.RowChangeRecorder;
import org.hibernate.SessionFactory;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.config.spi.StandardConverters;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.boot.internal.EnversIntegrator;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotationUtils;

/**
 * Records rows changed by SQL in Envers' audit tables, in the revision that Envers uses
 * in the same transaction.
 */
final class EnversRowChangeRecorder implements RowChangeRecorder, AdditionalMappingContributor, Integrator {

	private final Map<SessionFactory, FactoryAuditing> factories = new ConcurrentHashMap<>();

	private final Stamps stamps;

	private final RevisionCustomization revisionCustomization;

	/**
	 * Create a recorder.
	 * @param stamps where the stamps of transactions come from
	 * @param customizers gives what customizes revisions, in order; called at first need
	 */
	EnversRowChangeRecorder(Stamps stamps, Supplier<List<AuditRevisionCustomizer>> customizers) {
		this.stamps = stamps;
		this.revisionCustomization = new RevisionCustomization(customizers);
	}

	/**
	 * Find the recorder of a persistence unit.
	 * @return the recorder, or {@code null} if auditing is off
	 */
	static @Nullable EnversRowChangeRecorder find(SessionFactoryImplementor factory) {
		return (factory.getServiceRegistry()
			.requireService(ConfigurationService.class)
			.getSettings()
			.get(AuditIntegrator.SETTING) instanceof EnversRowChangeRecorder recorder) ? recorder : null;
	}

	@Override
	public boolean records(SharedSessionContractImplementor session, String entityName) {
		FactoryAuditing auditing = this.factories.get(session.getFactory());
		return auditing != null && auditing.records(session, entityName);
	}

	@Override
	public boolean audits(SessionFactory factory, String entityName) {
		FactoryAuditing auditing = this.factories.get(factory);
		return auditing != null && auditing.audits(entityName);
	}

	@Override
	public void deleted(SharedSessionContractImplementor session, String rootEntityName, UUID deletionId) {
		FactoryAuditing auditing = this.factories.get(session.getFactory());
		if (auditing != null) {
			auditing.deleted(session, rootEntityName, deletionId);
		}
	}

	@Override
	public void updated(SharedSessionContractImplementor session, String entityName, Collection<?> ids,
			Set<String> attributes) {
		FactoryAuditing auditing = this.factories.get(session.getFactory());
		if (auditing != null) {
			auditing.updated(session, entityName, ids, attributes);
		}
	}

	@Override
	public void restored(SharedSessionContractImplementor session, String entityName, Collection<?> ids) {
		FactoryAuditing auditing = this.factories.get(session.getFactory());
		if (auditing != null) {
			auditing.restored(session, entityName, ids);
		}
	}

	@Override
	public void purging(SharedSessionContractImplementor session, String entityName, Collection<?> ids) {
		FactoryAuditing auditing = this.factories.get(session.getFactory());
		if (auditing != null) {
			auditing.purging(session, entityName, ids);
		}
	}

	/**
	 * Under the validity strategy, let the previous audit row of an entity end with a
	 * revision.
	 * @return whether the entity is one whose audit tables are known
	 */
	boolean endPrevious(SharedSessionContractImplementor session, String entityName, Object id, Object revision) {
		FactoryAuditing auditing = this.factories.get(session.getFactory());
		return auditing != null && auditing.endPrevious(session, entityName, id, revision);
	}

	/**
	 * Find an audited collection.
	 * @param role its role, as Hibernate names it
	 * @return the collection, or {@code null} if it has no audit table that mirrors its
	 * table
	 */
	@Nullable AuditedCollection collection(SessionFactory factory, String role) {
		FactoryAuditing auditing = this.factories.get(factory);
		return (auditing != null) ? auditing.collection(role) : null;
	}

	/**
	 * Write the audit rows of what the transaction has changed so far, so that they can
	 * be read.
	 */
	void writePending(SharedSessionContractImplementor session) {
		FactoryAuditing auditing = this.factories.get(session.getFactory());
		if (auditing != null) {
			auditing.writePending(session);
		}
	}

	/**
	 * Return whether an entity is audited.
	 */
	boolean audits(SessionFactory factory, Class<?> type) {
		FactoryAuditing auditing = this.factories.get(factory);
		return auditing != null && auditing.audits(type);
	}

	/**
	 * Record the rows of entities that have no history.
	 * @param type the type of the entities, or a supertype
	 * @return how many there were
	 */
	long writeBaseline(SharedSessionContractImplementor session, Class<?> type) {
		FactoryAuditing auditing = this.factories.get(session.getFactory());
		return (auditing != null) ? auditing.writeBaseline(session, type) : 0;
	}

	// Envers may have read the mapping by now, if it could
	@Override
	public void contribute(AdditionalMappingContributions contributions, InFlightMetadataCollector metadata,
			ResourceStreamLocator resourceStreamLocator, MetadataBuildingContext buildingContext) {
		EnversService envers = buildingContext.getBootstrapContext()
			.getServiceRegistry()
			.requireService(EnversService.class);
		if (envers.isEnabled()) {
			AuditedShape.check(metadata);
		}
	}

	// Envers has read the mapping by now, but its own integrator may come later.
	@Override
	public void integrate(Metadata metadata, BootstrapContext bootstrapContext,
			SessionFactoryImplementor sessionFactory) {
		metadata.getEntityBindings().forEach(EnversRowChangeRecorder::checkAnnotation);
		EnversService envers = sessionFactory.getServiceRegistry().requireService(EnversService.class);
		if (!envers.isEnabled()) {
			return;
		}
		AuditedChanges changes = new AuditedChanges(metadata, envers, this.stamps);
		if (!envers.getEntitiesConfigurations().hasAuditedEntities()) {
			return;
		}
		check(envers.getConfig());
		CollectionAuditTables.removeRestrictionsOnTargets(metadata);
		FactoryAuditing auditing = new FactoryAuditing(metadata, sessionFactory, envers, changes);
		this.factories.put(sessionFactory, auditing);
		EventListenerRegistry listeners = sessionFactory.getEventListenerRegistry();
		listeners.appendListeners(EventType.POST_INSERT, auditing);
		listeners.appendListeners(EventType.PRE_DELETE, auditing);
		listeners.appendListeners(EventType.POST_DELETE, auditing);
		listeners.appendListeners(EventType.PRE_UPSERT, auditing);
		listeners.prependListeners(EventType.PERSIST, auditing);
		listeners.prependListeners(EventType.DELETE, auditing);
		// an application that registers listeners of its own leaves out what it likes
		if (sessionFactory.getServiceRegistry()
			.requireService(ConfigurationService.class)
			.getSetting(EnversIntegrator.AUTO_REGISTER, StandardConverters.BOOLEAN, true)) {
			EnversListeners.register(listeners, envers, auditing);
		}
		changes.register(listeners);
		this.revisionCustomization.register(listeners);
	}

	// of the same simple name, so that it is imported by mistake
	private static void checkAnnotation(PersistentClass entity) {
		if (entity.getClassName() != null && AnnotationUtils.findAnnotation(entity.getMappedClass(),
				org.hibernate.annotations.Audited.class) != null) {
			throw new AuditConfigurationException(
					"The entity %s is marked with Hibernate's own @Audited, which records no actor."
						.formatted(entity.getEntityName()),
					"Use org.hibernate.envers.Audited instead, or set soft-delete-audit.audit.enabled to false.");
		}
	}

	private static void check(org.hibernate.envers.configuration.Configuration configuration) {
		Class<?> revision = configuration.getRevisionInfo().getRevisionInfoClass();
		if (revision.getPackageName().startsWith("org.hibernate.envers")) {
			throw new AuditConfigurationException(
					"The persistence unit has no revision entity but that of Envers, which records no actor.",
					"Add the package %s to the packages that your own entity manager factory scans, or map a"
						.formatted(StandardAuditRevision.class.getPackageName())
							+ " subclass of AuditRevision that is marked @RevisionEntity.");
		}
		if (configuration.isRevisionEndTimestampEnabled()) {
			throw new AuditConfigurationException(
					"Envers is to store the time at which an audit row was superseded, which does not go with a"
							+ " revision's time as an Instant.",
					"Set org.hibernate.envers.audit_strategy_validity_store_revend_timestamp to false.");
		}
	}

	@Override
	public void disintegrate(SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry serviceRegistry) {
		this.factories.remove(sessionFactory);
	}

}
