package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.List;

import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionKey;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.DeleteContext;
import org.hibernate.event.spi.DeleteEvent;
import org.hibernate.event.spi.DeleteEventListener;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.hibernate.type.CollectionType;
import org.hibernate.type.ComponentType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Around Hibernate's own handling of a delete: makes deleting a deleted row do nothing,
 * loads a proxy first, so that its version and its cascades count, and takes the
 * collections of the deleted entity out of the persistence context, so that their rows
 * stay.
 * <p>
 * Relies on Hibernate removing collection rows for collection entries that it finds in
 * the persistence context at flush time.
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
			delegate(event, transientEntities);
			detachCollections(event.getSession(), persister, entity);
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

	private static void detachCollections(EventSource session, SoftDeletePersister persister, Object entity) {
		EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
		if (entry != null && entry.getStatus() == Status.DELETED) {
			for (Type type : persister.getPropertyTypes()) {
				detachCollections(session, type, entity);
			}
		}
	}

	private static void detachCollections(EventSource session, Type type, Object owner) {
		if (type instanceof CollectionType collectionType) {
			detachCollection(session, collectionType, owner);
		}
		else if (type instanceof ComponentType componentType) {
			for (Type subtype : componentType.getSubtypes()) {
				detachCollections(session, subtype, owner);
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
