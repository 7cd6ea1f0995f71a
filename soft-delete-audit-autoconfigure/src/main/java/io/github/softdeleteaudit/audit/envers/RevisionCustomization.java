package io.github.softdeleteaudit.audit.envers;

import java.util.List;
import java.util.function.Supplier;

import io.github.softdeleteaudit.audit.AuditRevision;
import io.github.softdeleteaudit.audit.AuditRevisionCustomizer;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;

import org.springframework.util.function.SingletonSupplier;

/**
 * Lets the application's customizers fill a revision before Hibernate reads its
 * attributes: in a session when it is persisted, since that checks for nulls, and in a
 * stateless session, which knows no such event, right before the insert.
 * <p>
 * Relies on Envers to persist the revision as soon as it is of use, and on a revision to
 * get its number as it is persisted.
 */
final class RevisionCustomization implements PersistEventListener, PreInsertEventListener {

	private final Supplier<List<AuditRevisionCustomizer>> customizers;

	RevisionCustomization(Supplier<List<AuditRevisionCustomizer>> customizers) {
		this.customizers = SingletonSupplier.of(customizers);
	}

	void register(EventListenerRegistry listeners) {
		listeners.prependListeners(EventType.PERSIST, this);
		listeners.appendListeners(EventType.PRE_INSERT, this);
	}

	@Override
	public void onPersist(PersistEvent event) {
		// has been persisted before, in another session of the transaction, if it has an
		// id
		if (event.getObject() instanceof AuditRevision revision && revision.getId() == 0) {
			customize(revision);
		}
	}

	@Override
	public void onPersist(PersistEvent event, PersistContext createdAlready) {
		onPersist(event);
	}

	@Override
	public boolean onPreInsert(PreInsertEvent event) {
		if (event.getEntity() instanceof AuditRevision revision
				&& !(event.getSession() instanceof SessionImplementor)) {
			Object[] before = event.getPersister().getValues(revision);
			customize(revision);
			Object[] after = event.getPersister().getValues(revision);
			for (int i = 0; i < after.length; i++) {
				if (after[i] != before[i]) {
					event.getState()[i] = after[i];
				}
			}
		}
		return false;
	}

	private void customize(AuditRevision revision) {
		this.customizers.get().forEach((customizer) -> customizer.customize(revision));
	}

}
