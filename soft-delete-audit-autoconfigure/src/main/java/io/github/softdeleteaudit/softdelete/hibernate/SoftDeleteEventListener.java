package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.List;

import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import org.hibernate.FlushMode;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityHolder;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.DeleteContext;
import org.hibernate.event.spi.DeleteEvent;
import org.hibernate.event.spi.DeleteEventListener;
import org.hibernate.event.spi.EventSource;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Around Hibernate's own handling of a delete: makes deleting a deleted row do nothing,
 * loads a proxy first, so that its version and its cascades count, and writes changes
 * that are pending, which Hibernate would drop with the row.
 * <p>
 * Relies on Hibernate passing every deletion, cascaded ones too, to its delete listeners.
 */
final class SoftDeleteEventListener implements DeleteEventListener {

	private final List<DeleteEventListener> delegates;

	SoftDeleteEventListener(List<DeleteEventListener> delegates) {
		this.delegates = delegates;
	}

	@Override
	public void onDelete(DeleteEvent event) {
		delete(event, DeleteContext.create(), true);
	}

	@Override
	public void onDelete(DeleteEvent event, DeleteContext transientEntities) {
		delete(event, transientEntities, false);
	}

	private void delete(DeleteEvent event, DeleteContext transientEntities, boolean first) {
		Object entity = loaded(event);
		SoftDeletePersister persister = persister(event, entity);
		if (persister == null) {
			delegate(event, transientEntities);
		}
		else if (!isDeleted(event.getSession(), persister, entity)) {
			EventSource session = event.getSession();
			requireVersion(session, persister, entity);
			if (first) {
				boolean managed = isManaged(session, entity);
				writePendingChanges(session, persister, entity);
				if (managed && !isManaged(session, entity)) {
					// it was an orphan, which the flush has deleted
					return;
				}
			}
			delegate(softDelete(event, entity), transientEntities);
			keepReferencesTo(session, entity);
			takeAlong(session, persister, entity, transientEntities);
			EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
			if (!first && entry != null && entry.getStatus() == Status.DELETED) {
				// an orphan is found by the flush
				InverseToOnes.hideDeleted(session, entity, entry);
			}
		}
	}

	private static boolean isManaged(EventSource session, Object entity) {
		return session.getPersistenceContextInternal().getEntry(entity) != null;
	}

	// an instance with an id but no version is no new one, but badly copied
	private static void requireVersion(EventSource session, SoftDeletePersister persister, Object entity) {
		if (persister.isVersioned() && session.getPersistenceContextInternal().getEntry(entity) == null
				&& persister.getVersion(entity) == null) {
			Object id = persister.getIdentifier(entity, session);
			if (id != null && session.find(persister.getMappedClass(), id) != null) {
				throw withoutVersion(persister, id);
			}
		}
	}

	static InvalidDataAccessApiUsageException withoutVersion(SoftDeletePersister persister, Object id) {
		return new InvalidDataAccessApiUsageException(
				"%s with id %s has no version, so that it would pass for a new one and not be deleted: load it, or set its version"
					.formatted(persister.getEntityName(), id));
	}

	/**
	 * Return the event by which Hibernate deletes before it inserts and updates, since
	 * that takes nothing away which these need and frees what is unique among live rows;
	 * and by which it does not count on the database to delete what refers to the row.
	 */
	private static DeleteEvent softDelete(DeleteEvent event, Object entity) {
		EntityEntry entry = event.getSession().getPersistenceContextInternal().getEntry(entity);
		return new DeleteEvent(event.getEntityName(), event.getObject(), false,
				entry != null && entry.isExistsInDatabase(), event.getSession());
	}

	private static void takeAlong(EventSource session, SoftDeletePersister persister, Object entity,
			DeleteContext transientEntities) {
		EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
		if (entry == null || !entry.getStatus().isDeletedOrGone()) {
			return;
		}
		for (Object dependent : OnDeleteCascade.dependents(session, persister, entry.getId())) {
			session.delete(null, dependent, false, transientEntities);
		}
	}

	/**
	 * Let other entities, deleted along or not, keep their references to the entity: its
	 * row stays. Hibernate marks the key of what it deletes as one that references must
	 * not hold any more, and offers no way to take the mark off but to forget the entity.
	 */
	private static void keepReferencesTo(EventSource session, Object entity) {
		PersistenceContext persistenceContext = session.getPersistenceContextInternal();
		EntityEntry entry = persistenceContext.getEntry(entity);
		if (entry == null || !persistenceContext.containsNullifiableEntityKey(entry::getEntityKey)) {
			return;
		}
		EntityHolder forgotten = persistenceContext.removeEntityHolder(entry.getEntityKey());
		persistenceContext.addEntityHolder(entry.getEntityKey(), entity).setEntityEntry(entry);
		if (forgotten != null && forgotten.getProxy() != null) {
			persistenceContext.addProxy(entry.getEntityKey(), forgotten.getProxy());
		}
	}

	private static void writePendingChanges(EventSource session, SoftDeletePersister persister, Object entity) {
		PersistenceContext persistenceContext = session.getPersistenceContextInternal();
		boolean topLevel = persistenceContext.getCascadeLevel() == 0 && !persistenceContext.isFlushing();
		if (topLevel && session.isTransactionInProgress() && session.getHibernateFlushMode() != FlushMode.MANUAL
				&& (persister.softDeleteBehavior().anyOnDeleteCascade() || PendingChanges.exist(session, entity))) {
			session.flush();
		}
	}

	private void delegate(DeleteEvent event, DeleteContext transientEntities) {
		for (DeleteEventListener delegate : this.delegates) {
			delegate.onDelete(event, transientEntities);
		}
	}

	// a proxy of an entity that is not soft-deletable is left as it is
	private static Object loaded(DeleteEvent event) {
		LazyInitializer lazyInitializer = HibernateProxy.extractLazyInitializer(event.getObject());
		if (lazyInitializer == null
				|| SoftDeletePersister.find(event.getSession(), lazyInitializer.getEntityName()) == null) {
			return event.getObject();
		}
		return lazyInitializer.getImplementation();
	}

	private static @Nullable SoftDeletePersister persister(DeleteEvent event, Object entity) {
		if (HibernateProxy.extractLazyInitializer(entity) != null) {
			return null;
		}
		return (event.getSession()
			.getEntityPersister(event.getEntityName(), entity) instanceof SoftDeletePersister persister) ? persister
					: null;
	}

	private static boolean isDeleted(EventSource session, SoftDeletePersister persister, Object entity) {
		EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
		if (entry == null) {
			return isDeletedBefore(session, persister, entity);
		}
		if (entry.getStatus().isDeletedOrGone() || DeletedReferencesFlushListener.isHidden(entry)) {
			return true;
		}
		return persister.isReadDeleted(entity, entry);
	}

	// by an earlier flush, so that the session does not know it any more, but what
	// referred to it in memory still does
	private static boolean isDeletedBefore(EventSource session, SoftDeletePersister persister, Object entity) {
		SoftDeleteModel model = persister.softDeleteModel();
		Object id = persister.getIdentifier(entity, session);
		if (id == null || !model.isDeleted(persister.value(entity, model.indicator()))) {
			return false;
		}
		Object[] row = persister.getDatabaseSnapshot(id, session);
		return row != null && model.isDeleted(row[persister.getPropertyIndex(model.indicator())]);
	}

}
