package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.List;

import org.hibernate.Hibernate;
import org.hibernate.StatelessSession;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.type.CollectionType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Deletes soft-deletable entities in a stateless session, which would first remove the
 * rows of their collections: instead of that, and like it, marks the row as deleted,
 * takes it out of the cache and tells the listeners. As ever in a stateless session,
 * nothing cascades but what the database would delete along. Of an entity that is not
 * soft-deletable, links that its collections do not show go with the others.
 * <p>
 * Relies on a stateless session leaving all of a delete to a listener that vetoes it.
 */
final class StatelessDeleteListener implements PreDeleteEventListener {

	private static final long serialVersionUID = 1L;

	@Override
	public boolean onPreDelete(PreDeleteEvent event) {
		SharedSessionContractImplementor session = event.getSession();
		if (!(session instanceof StatelessSession statelessSession)) {
			return false;
		}
		if (!(event.getPersister() instanceof SoftDeletePersister persister)) {
			removeLinks(event, session);
			return false;
		}
		Object entity = event.getEntity();
		String indicator = persister.softDeleteModel().indicator();
		if (!persister.softDeleteModel().isDeleted(persister.value(entity, indicator))) {
			if (persister.isVersioned() && persister.getVersion(entity) == null) {
				throw SoftDeleteEventListener.withoutVersion(persister, event.getId());
			}
			List<Object> dependents = OnDeleteCascade.dependents(session, persister, event.getId());
			lockInCache(persister, event.getId(), persister.getVersion(entity), session);
			persister.getDeleteCoordinator().delete(entity, event.getId(), persister.getVersion(entity), session);
			session.getFactory().getEventListenerGroups().eventListenerGroup_POST_DELETE.fireLazyEventOnEachListener(
					() -> new PostDeleteEvent(entity, event.getId(), persister.getValues(entity), persister, session),
					PostDeleteEventListener::onPostDelete);
			dependents.forEach((dependent) -> deleteLive(statelessSession, dependent));
		}
		return true;
	}

	// of the collections that Hibernate is going to empty
	private static void removeLinks(PreDeleteEvent event, SharedSessionContractImplementor session) {
		Type[] types = event.getPersister().getPropertyTypes();
		for (int i = 0; i < types.length; i++) {
			Object value = event.getPersister().getValue(event.getEntity(), i);
			if (types[i] instanceof CollectionType type && value != LazyPropertyInitializer.UNFETCHED_PROPERTY
					&& Hibernate.isInitialized(value)
					&& session.getFactory()
						.getMappingMetamodel()
						.getCollectionDescriptor(type.getRole()) instanceof LinkTablePersister links
					&& !links.isInverse()) {
				LinkTablePersister.removeAll(links, event.getId(), session);
			}
		}
	}

	private static void lockInCache(SoftDeletePersister persister, Object id, @Nullable Object version,
			SharedSessionContractImplementor session) {
		TransactionCompletionCallbacks callbacks = session.getTransactionCompletionCallbacks();
		if (persister.canWriteToCache()) {
			EntityDataAccess cache = persister.getCacheAccessStrategy();
			Object key = cache.generateCacheKey(id, persister, session.getFactory(), session.getTenantIdentifier());
			SoftLock lock = cache.lockItem(session, key, version);
			callbacks.registerCallback((success, completed) -> cache.unlockItem(completed, key, lock));
			cache.remove(session, key);
		}
		if (persister.hasNaturalIdCache()) {
			// what the row has there may differ from what the instance has
			NaturalIdDataAccess cache = persister.getNaturalIdCacheAccessStrategy();
			SoftLock lock = cache.lockRegion();
			cache.removeAll(session);
			callbacks.registerCallback((success, completed) -> cache.unlockRegion(lock));
		}
	}

	// unless another of them took it along
	private static void deleteLive(StatelessSession session, Object dependent) {
		Object live = session.get(dependent.getClass(), session.getIdentifier(dependent));
		if (live != null) {
			session.delete(live);
		}
	}

}
