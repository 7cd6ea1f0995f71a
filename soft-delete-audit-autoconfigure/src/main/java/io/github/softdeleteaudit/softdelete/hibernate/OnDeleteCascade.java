package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.ArrayList;
import java.util.List;

import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.TypedQuery;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.OneToMany;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.ToOne;
import org.jspecify.annotations.Nullable;

/**
 * An association whose foreign key deletes the rows that refer to a deleted one, by
 * {@code @OnDelete}. The database does that for a physical delete; of a soft delete the
 * starter has to take the rows along.
 *
 * @param ownerEntityName the entity that is referred to
 * @param entityName the entity that refers to it
 * @param from the two joined in HQL, as {@code o} and {@code e}
 * @param reference the attribute that refers, or {@code null} if it is the owner's
 * collection that maps it
 */
record OnDeleteCascade(String ownerEntityName, String entityName, String from, @Nullable String reference) {

	/**
	 * Read the associations of all entities.
	 * @param metadata the boot model
	 * @return the associations
	 */
	static List<OnDeleteCascade> of(InFlightMetadataCollector metadata) {
		List<OnDeleteCascade> cascades = new ArrayList<>();
		for (PersistentClass entity : metadata.getEntityBindings()) {
			collect(entity, "", entity.getProperties(), cascades);
			if (entity instanceof RootClass && entity.getIdentifier() instanceof Component identifier) {
				Property property = entity.getIdentifierProperty();
				collect(entity, (property != null) ? property.getName() + "." : "", identifier.getProperties(),
						cascades);
			}
		}
		return cascades;
	}

	/**
	 * Load the live rows that go with one that is being deleted, and is live still.
	 * Nothing is flushed.
	 * @param session the session
	 * @param persister the entity's persister
	 * @param id the id of the row
	 * @return the entities, which may be deleted already in memory
	 */
	static List<Object> dependents(SharedSessionContractImplementor session, SoftDeletePersister persister, Object id) {
		List<Object> dependents = new ArrayList<>();
		for (OnDeleteCascade cascade : persister.softDeleteBehavior().onDeleteCascades()) {
			TypedQuery<Object> query = session.createQuery("select e from %s where id(o) = :id".formatted(cascade.from),
					Object.class);
			query.setParameter("id", id).setFlushMode(FlushModeType.COMMIT);
			dependents.addAll(EnabledFilters.lifted(session, () -> SoftDeleteScope.outside(query::getResultList)));
		}
		return dependents;
	}

	private static void collect(PersistentClass entity, String prefix, List<Property> properties,
			List<OnDeleteCascade> cascades) {
		for (Property property : properties) {
			String path = prefix + property.getName();
			String name = entity.getEntityName();
			if (property.getValue() instanceof Component component) {
				collect(entity, path + ".", component.getProperties(), cascades);
			}
			else if (property.getValue() instanceof ToOne toOne && toOne.isCascadeDeleteEnabled()) {
				cascades.add(new OnDeleteCascade(toOne.getReferencedEntityName(), name,
						"%s e join e.%s o".formatted(name, path), path));
			}
			else if (property.getValue() instanceof Collection collection
					&& collection.getElement() instanceof OneToMany element
					&& collection.getKey().isCascadeDeleteEnabled()) {
				cascades.add(new OnDeleteCascade(name, element.getReferencedEntityName(),
						"%s o join o.%s e".formatted(name, path), null));
			}
		}
	}

}
