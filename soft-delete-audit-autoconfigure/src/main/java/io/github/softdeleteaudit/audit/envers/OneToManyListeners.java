package io.github.softdeleteaudit.audit.envers;

import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.event.spi.EnversPostCollectionRecreateEventListenerImpl;
import org.hibernate.envers.event.spi.EnversPreCollectionRemoveEventListenerImpl;
import org.hibernate.envers.event.spi.EnversPreCollectionUpdateEventListenerImpl;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.EventType;
import org.hibernate.persister.collection.CollectionPersister;

/**
 * Record changes of a one-to-many that has the reference in its own keeping, by
 * {@code @JoinColumn}. Nothing else tells of them, but Envers leaves them out along with
 * those of an inverse one when a new child is to be no change of its parent.
 * <p>
 * Relies on Envers' listeners asking {@code shouldGenerateRevision} first.
 */
final class OneToManyListeners {

	private OneToManyListeners() {
	}

	static void register(EventListenerRegistry registry, EnversService envers) {
		if (!envers.getConfig().isGenerateRevisionsForCollections()) {
			registry.appendListeners(EventType.PRE_COLLECTION_UPDATE, new Update(envers));
			registry.appendListeners(EventType.PRE_COLLECTION_REMOVE, new Remove(envers));
			registry.appendListeners(EventType.POST_COLLECTION_RECREATE, new Recreate(envers));
		}
	}

	private static boolean isOwned(AbstractCollectionEvent event, EnversService envers) {
		CollectionPersister collection = event.getCollectionPersister();
		return collection.isOneToMany() && !collection.isInverse()
				&& envers.getEntitiesConfigurations().isVersioned(event.getAffectedOwnerEntityName());
	}

	private static final class Update extends EnversPreCollectionUpdateEventListenerImpl {

		Update(EnversService envers) {
			super(envers);
		}

		@Override
		protected boolean shouldGenerateRevision(AbstractCollectionEvent event) {
			return isOwned(event, getEnversService());
		}

	}

	private static final class Remove extends EnversPreCollectionRemoveEventListenerImpl {

		Remove(EnversService envers) {
			super(envers);
		}

		@Override
		protected boolean shouldGenerateRevision(AbstractCollectionEvent event) {
			return isOwned(event, getEnversService());
		}

	}

	private static final class Recreate extends EnversPostCollectionRecreateEventListenerImpl {

		Recreate(EnversService envers) {
			super(envers);
		}

		@Override
		protected boolean shouldGenerateRevision(AbstractCollectionEvent event) {
			return isOwned(event, getEnversService());
		}

	}

}
