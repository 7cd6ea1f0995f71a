package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.List;

import org.hibernate.FlushMode;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityHolder;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.event.spi.DeleteContext;
import org.hibernate.event.spi.DeleteEvent;
import org.hibernate.event.spi.DeleteEventListener;
import org.hibernate.event.spi.EventSource;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

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
		onDelete(event, DeleteContext.create());
	}

	@Override
	public void onDelete(DeleteEvent event, DeleteContext transientEntities) {
		Object entity = loaded(event);
		SoftDeletePersister persister = persister(event, entity);
		if (persister == null) {
			delegate(event, transientEntities);
		}
		else if (!isDeleted(event.getSession(), persister, entity)) {
			writePendingChanges(event.getSession(), entity);
			delegate(event, transientEntities);
			keepReferencesTo(event.getSession(), entity);
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

	private static void writePendingChanges(EventSource session, Object entity) {
		PersistenceContext persistenceContext = session.getPersistenceContextInternal();
		boolean topLevel = persistenceContext.getCascadeLevel() == 0 && !persistenceContext.isFlushing();
		if (topLevel && session.isTransactionInProgress() && session.getHibernateFlushMode() != FlushMode.MANUAL
				&& PendingChanges.exist(session, entity)) {
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
			return false;
		}
		String indicator = persister.softDeleteModel().indicator();
		Object[] read = entry.getLoadedState();
		// what was read, not what the application may have set since; a read-only entity
		// does not keep it
		return persister.softDeleteModel()
			.isDeleted(
					(read != null) ? read[persister.getPropertyIndex(indicator)] : persister.value(entity, indicator));
	}

}
