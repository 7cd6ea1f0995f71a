package io.github.softdeleteaudit.softdelete.hibernate;

import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionKey;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.FlushEntityEvent;
import org.hibernate.event.spi.FlushEntityEventListener;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.ComponentType;
import org.hibernate.type.Type;

/**
 * Keeps what is attached to a deleted entity, at the last moment before the flush looks
 * at it, since until then the deletion may be taken back. Its collections are taken out
 * of the persistence context, so that their rows stay; its references are what they were,
 * so that the flush finds no change of them.
 * <p>
 * Relies on Hibernate asking for each entity first, comparing the deleted state with the
 * loaded one then, and afterwards removing the rows of those collections in the
 * persistence context whose owner is deleted.
 */
final class DeletedEntityFlushListener implements FlushEntityEventListener {

	private static final long serialVersionUID = 1L;

	@Override
	public void onFlushEntity(FlushEntityEvent event) {
		DeletedReferencesFlushListener.show(event.getEntityEntry());
		if (event.getEntityEntry().getStatus() == Status.DELETED
				&& event.getEntityEntry().getPersister() instanceof SoftDeletePersister persister) {
			restoreReferences(event.getEntityEntry(), persister, event.getEntity());
			for (Type type : persister.getPropertyTypes()) {
				detach(event.getSession(), type, event.getEntity());
			}
		}
	}

	// Hibernate nulls references to what is deleted along, but the row keeps them
	private static void restoreReferences(EntityEntry entry, SoftDeletePersister persister, Object entity) {
		// a read-only entity keeps no loaded state
		Object[] state = (entry.getLoadedState() != null) ? entry.getLoadedState() : persister.getValues(entity);
		Object[] deletedState = entry.getDeletedState();
		Type[] types = persister.getPropertyTypes();
		for (int i = 0; i < types.length; i++) {
			if (types[i].isEntityType() || types[i].isComponentType()) {
				deletedState[i] = state[i];
			}
		}
	}

	private static void detach(EventSource session, Type type, Object owner) {
		if (type instanceof CollectionType collectionType) {
			detachCollection(session, collectionType, owner);
		}
		else if (type instanceof ComponentType componentType) {
			for (Type subtype : componentType.getSubtypes()) {
				detach(session, subtype, owner);
			}
		}
	}

	private static void detachCollection(EventSource session, CollectionType type, Object owner) {
		CollectionPersister collectionPersister = session.getFactory()
			.getMappingMetamodel()
			.getCollectionDescriptor(type.getRole());
		Object keyOfOwner = type.getKeyOfOwner(owner, session);
		if (keyOfOwner == null) {
			return;
		}
		PersistenceContext persistenceContext = session.getPersistenceContextInternal();
		CollectionKey key = new CollectionKey(collectionPersister, keyOfOwner);
		PersistentCollection<?> collection = persistenceContext.getCollection(key);
		if (collection != null) {
			// the collection keeps its session: without one, the flush would attach it
			// again
			persistenceContext.removeCollectionEntry(collection);
			persistenceContext.removeCollectionByKey(key);
		}
	}

}
