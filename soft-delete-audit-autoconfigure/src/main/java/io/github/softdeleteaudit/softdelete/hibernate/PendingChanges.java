package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

import org.hibernate.Hibernate;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CascadeStyle;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.ComponentType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Whether an entity that is about to be deleted, or one that its deletion takes along,
 * has changes in memory that the flush would write if it were not for the deletion. The
 * row stays, so they must be written first.
 * <p>
 * Relies on Hibernate's own dirty check of an entity and of a collection.
 */
final class PendingChanges {

	private final EventSource session;

	private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());

	private final boolean reading;

	/** Whether a collection was left unread. */
	private boolean unread;

	private PendingChanges(EventSource session, boolean reading) {
		this.session = session;
		this.reading = reading;
	}

	static boolean exist(EventSource session, Object entity) {
		PendingChanges read = new PendingChanges(session, false);
		// what is not read yet is read after the flush, if there is one
		return read.inEntity(entity, false) || read.unread && new PendingChanges(session, true).inEntity(entity, false);
	}

	private boolean inEntity(Object entity, boolean takenAlong) {
		if (!this.visited.add(entity)) {
			return false;
		}
		EntityEntry entry = this.session.getPersistenceContextInternal().getEntry(entity);
		if (entry == null) {
			// one that is new in a collection
			return takenAlong;
		}
		if (entry.getStatus().isDeletedOrGone()) {
			return false;
		}
		EntityPersister persister = entry.getPersister();
		Object[] state = persister.getValues(entity);
		Object[] loaded = entry.getLoadedState();
		return !entry.isExistsInDatabase()
				|| loaded != null && persister.findDirty(state, loaded, entity, this.session) != null
				|| inAttributes(persister.getPropertyTypes(), state, loaded, persister.getPropertyCascadeStyles());
	}

	private boolean inAttributes(Type[] types, Object[] state, Object @Nullable [] loaded, CascadeStyle[] cascades) {
		for (int i = 0; i < types.length; i++) {
			Object before = (loaded != null) ? loaded[i] : state[i];
			if (inAttribute(types[i], state[i], before, cascades[i])) {
				return true;
			}
		}
		return false;
	}

	private boolean inAttribute(Type type, @Nullable Object value, @Nullable Object before, CascadeStyle cascade) {
		if (value == LazyPropertyInitializer.UNFETCHED_PROPERTY || value == null && before == null) {
			return false;
		}
		if (type instanceof CollectionType collectionType) {
			// one that was replaced, or not even wrapped by Hibernate yet
			return value != before || !(value instanceof PersistentCollection<?> collection)
					|| inCollection(collectionType, collection, cascade);
		}
		if (type instanceof ComponentType componentType && value != null) {
			return inComponent(componentType, value, before);
		}
		return type.isEntityType() && value != null && takesAlong(cascade) && Hibernate.isInitialized(value)
				&& inEntity(Hibernate.unproxy(value), true);
	}

	private boolean inComponent(ComponentType type, Object value, @Nullable Object before) {
		CascadeStyle[] cascades = new CascadeStyle[type.getSubtypes().length];
		for (int i = 0; i < cascades.length; i++) {
			cascades[i] = type.getCascadeStyle(i);
		}
		return inAttributes(type.getSubtypes(), type.getPropertyValues(value),
				(before != null) ? type.getPropertyValues(before) : null, cascades);
	}

	private boolean inCollection(CollectionType type, PersistentCollection<?> collection, CascadeStyle cascade) {
		CollectionPersister persister = this.session.getFactory()
			.getMappingMetamodel()
			.getCollectionDescriptor(type.getRole());
		boolean takenAlong = takesAlong(cascade) && (persister.isOneToMany() || persister.isManyToMany());
		if (!collection.wasInitialized()) {
			if (collection.hasQueuedOperations() || !takenAlong) {
				return collection.hasQueuedOperations();
			}
			if (!this.reading) {
				this.unread = true;
				return false;
			}
			if (this.session.getActionQueue().numberOfInsertions() > 0) {
				// one could be of an element
				return true;
			}
			// as the deletion is going to
			Hibernate.initialize(collection);
		}
		// one that is read-only has no snapshot
		if (collection.isDirty() || collection.getStoredSnapshot() != null && !collection.equalsSnapshot(persister)) {
			return true;
		}
		if (takenAlong) {
			Collection<?> elements = (collection instanceof Map<?, ?> map) ? map.values() : (Collection<?>) collection;
			for (Object element : elements) {
				if (element != null && Hibernate.isInitialized(element) && inEntity(Hibernate.unproxy(element), true)) {
					return true;
				}
			}
		}
		return false;
	}

	private static boolean takesAlong(CascadeStyle cascade) {
		return cascade.doCascade(CascadingActions.REMOVE) || cascade.hasOrphanDelete();
	}

}
