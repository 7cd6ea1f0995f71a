package io.github.softdeleteaudit.softdelete.hibernate;

import org.hibernate.collection.spi.AbstractPersistentCollection;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PreCollectionRemoveEvent;
import org.hibernate.event.spi.PreCollectionRemoveEventListener;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/**
 * Makes a change of a collection a stale one where its owner was deleted meanwhile and no
 * version of the owner tells, since then Hibernate writes rows of the collection alone.
 * <p>
 * Relies on Hibernate incrementing a version when a collection changes that is not
 * excluded from the optimistic lock, and on it telling its listeners before it writes
 * rows.
 */
final class LiveOwnerListener implements PreCollectionUpdateEventListener, PreCollectionRemoveEventListener {

	private static final long serialVersionUID = 1L;

	@Override
	public void onPreUpdateCollection(PreCollectionUpdateEvent event) {
		requireLiveOwner(event);
	}

	@Override
	public void onPreRemoveCollection(PreCollectionRemoveEvent event) {
		requireLiveOwner(event);
	}

	private static void requireLiveOwner(AbstractCollectionEvent event) {
		CollectionPersister collection = event.getCollectionPersister();
		Object id = event.getAffectedOwnerIdOrNull();
		EventSource session = session(event);
		if (session == null || id == null || collection == null || collection.isInverse()) {
			return;
		}
		// with the table of its own class
		SoftDeletePersister owner = SoftDeletePersister.find(session, event.getAffectedOwnerEntityName());
		if (owner != null && !(owner.isVersioned() && collection.isVersioned())) {
			LiveRow.require(owner, id, session);
		}
	}

	// a stateless session, of which the event cannot tell, updates the owner itself
	private static @Nullable EventSource session(AbstractCollectionEvent event) {
		boolean stateless = event.getCollection() instanceof AbstractPersistentCollection<?> changed
				&& !(changed.getSession() instanceof EventSource);
		return stateless ? null : event.getSession();
	}

}
