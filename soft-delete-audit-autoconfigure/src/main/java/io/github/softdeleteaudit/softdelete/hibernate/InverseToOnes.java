package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.ArrayList;
import java.util.List;

import org.hibernate.Hibernate;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The other sides of one-to-one associations: attributes that show the live row of
 * another table that refers to theirs.
 */
final class InverseToOnes {

	private InverseToOnes() {
	}

	/**
	 * Return those of an entity that show soft-deletable ones.
	 */
	static List<ToOneAttributeMapping> of(EntityPersister persister) {
		List<ToOneAttributeMapping> found = new ArrayList<>();
		persister.forEachAttributeMapping((attribute) -> {
			if (attribute instanceof ToOneAttributeMapping toOne && SoftDeleteBehavior.isInverse(toOne)
					&& toOne.getAssociatedEntityMappingType().getEntityPersister() instanceof SoftDeletePersister) {
				found.add(toOne);
			}
		});
		return found;
	}

	/**
	 * Show an entity no longer that is being deleted, at live ones in the persistence
	 * context. Hibernate, when it reads such a side again with a query that joins it,
	 * would take what is shown for a row of the result, and make an instance full of
	 * nulls.
	 */
	static void hideDeleted(EventSource session, Object deleted, EntityEntry deletedEntry) {
		SoftDeletePersister persister = (SoftDeletePersister) deletedEntry.getPersister();
		for (String reference : ToOneReferences.of(persister).keySet()) {
			Object referenced = persister.getPropertyValue(deleted, reference);
			Object owner = Hibernate.isInitialized(referenced) ? Hibernate.unproxy(referenced) : null;
			EntityEntry entry = (owner != null) ? session.getPersistenceContextInternal().getEntry(owner) : null;
			if (owner == null || entry == null || entry.getStatus().isDeletedOrGone()
					|| DeletedReferencesFlushListener.isHidden(entry)) {
				continue;
			}
			for (ToOneAttributeMapping attribute : of(entry.getPersister())) {
				if (reference.equals(attribute.getReferencedPropertyName())
						&& shows(attribute.getValue(owner), deleted)) {
					set(owner, entry, attribute, null);
				}
			}
		}
	}

	private static boolean shows(@Nullable Object value, Object entity) {
		return Hibernate.isInitialized(value) && Hibernate.unproxy(value) == entity;
	}

	/**
	 * Set such an attribute, which Hibernate does not write.
	 */
	static void set(Object owner, @Nullable EntityEntry entry, ToOneAttributeMapping attribute,
			@Nullable Object value) {
		attribute.setValue(owner, value);
		Object[] loadedState = (entry != null) ? entry.getLoadedState() : null;
		if (loadedState != null) {
			loadedState[attribute.getStateArrayPosition()] = value;
		}
	}

}
