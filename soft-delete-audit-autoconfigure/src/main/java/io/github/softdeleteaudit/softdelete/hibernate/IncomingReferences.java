package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.ArrayList;
import java.util.List;

import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.CompositeIdentifierMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.collection.AbstractCollectionPersister;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;

/**
 * What refers to rows of an entity: the to-one attributes of entities, the join columns
 * of the entity's own one-to-many associations, and the link tables of other entities'
 * collections.
 * <p>
 * Relies on the runtime metamodel, and on the names of a link table's columns that a
 * collection persister gives.
 */
final class IncomingReferences {

	private final EntityPersister target;

	IncomingReferences(EntityPersister target) {
		this.target = target;
	}

	List<Reference> references() {
		List<Reference> references = new ArrayList<>();
		MappingMetamodelImplementor metamodel = this.target.getFactory().getMappingMetamodel();
		metamodel.forEachEntityDescriptor((entity) -> {
			// what a subclass inherits is found at its superclass
			entity.getDeclaredAttributeMappings()
				.forEachValue((attribute) -> collect(entity, "", attribute, references));
			if (entity.getIdentifierMapping() instanceof CompositeIdentifierMapping identifier) {
				String prefix = (identifier instanceof NonAggregatedIdentifierMapping) ? ""
						: identifier.getAttributeName() + ".";
				identifier.getPartMappingType()
					.forEachAttributeMapping((part) -> collect(entity, prefix, part, references));
			}
		});
		metamodel.forEachCollectionDescriptor((collection) -> collect(collection, references));
		return references;
	}

	private void collect(EntityPersister entity, String prefix, AttributeMapping attribute,
			List<Reference> references) {
		String entityName = entity.getEntityName();
		String path = prefix + attribute.getAttributeName();
		if (isToTarget(attribute)) {
			references.add(new Reference(entityName, path, "select count(*) from %s r join r.%s t where id(t) = :id%s"
				.formatted(entityName, path, andNotItself("r", entity))));
		}
		else if (attribute instanceof EmbeddableValuedModelPart embedded
				// Hibernate's own, for an id of several attributes
				&& !attribute.getAttributeName().startsWith("_")) {
			embedded.getEmbeddableTypeDescriptor()
				.forEachAttributeMapping((part) -> collect(entity, path + ".", part, references));
		}
	}

	private void collect(CollectionPersister collection, List<Reference> references) {
		String owner = collection.getOwnerEntityPersister().getEntityName();
		String path = collection.getRole().substring(owner.length() + 1);
		if (collection.isOneToMany()) {
			if (!collection.isInverse() && isSame(collection.getOwnerEntityPersister())) {
				references.add(new Reference(owner, path, "select count(*) from %s o join o.%s e where id(o) = :id%s"
					.formatted(owner, path, andNotItself("e", collection.getElementPersister()))));
			}
		}
		else if (collection.getAttributeMapping().getElementDescriptor() instanceof EmbeddableValuedModelPart element) {
			element.getEmbeddableTypeDescriptor().forEachAttributeMapping((part) -> {
				if (isToTarget(part)) {
					String attribute = part.getAttributeName();
					references.add(new Reference(owner, path + "." + attribute,
							"select count(*) from %s o join o.%s c join c.%s t where id(t) = :id%s".formatted(owner,
									path, attribute, andNotItself("o", collection.getOwnerEntityPersister()))));
				}
			});
		}
	}

	// a row that refers to itself is no other one
	private String andNotItself(String alias, EntityPersister entity) {
		return (entity.getRootEntityDescriptor() == this.target.getRootEntityDescriptor())
				? " and not (id(%s) = :id)".formatted(alias) : "";
	}

	private boolean isToTarget(AttributeMapping attribute) {
		return attribute instanceof ToOneAttributeMapping toOne && !SoftDeleteBehavior.isInverse(toOne)
				&& isSame(toOne.getAssociatedEntityMappingType().getEntityPersister());
	}

	// also where the reference is to a superclass of the entity
	private boolean isSame(EntityPersister referred) {
		return referred.getMappedClass().isAssignableFrom(this.target.getMappedClass());
	}

	/**
	 * Remove the links to a row from the link tables of other entities' collections.
	 */
	void removeLinks(SessionImplementor session, Object row) {
		this.target.getFactory().getMappingMetamodel().forEachCollectionDescriptor((collection) -> {
			if (isLinkTable(collection) && isSame(collection.getElementPersister())) {
				LinkTablePersister.removeLinksTo((AbstractCollectionPersister) collection, row, session);
			}
		});
	}

	private static boolean isLinkTable(CollectionPersister collection) {
		return collection instanceof AbstractCollectionPersister links && links.isManyToMany() && !links.isInverse();
	}

	/**
	 * Something that refers to the entity.
	 */
	record Reference(String entityName, String path, String countQuery) {

		@Override
		public String toString() {
			return this.entityName + "." + this.path;
		}

	}

}
