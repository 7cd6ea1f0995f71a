package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.ArrayList;
import java.util.List;

import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.collection.AbstractCollectionPersister;
import org.hibernate.persister.entity.EntityPersister;

/**
 * What refers to rows of an entity: the to-one attributes of entities, and the link
 * tables of other entities' collections.
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
		this.target.getFactory()
			.getMappingMetamodel()
			.forEachEntityDescriptor((entity) -> entity.getAttributeMappings()
				.forEach((attribute) -> collect(entity.getEntityName(), "", attribute, references)));
		return references;
	}

	private void collect(String entityName, String prefix, AttributeMapping attribute, List<Reference> references) {
		String path = prefix + attribute.getAttributeName();
		if (attribute instanceof EmbeddableValuedModelPart embedded) {
			embedded.getEmbeddableTypeDescriptor()
				.forEachAttributeMapping((part) -> collect(entityName, path + ".", part, references));
		}
		else if (attribute instanceof ToOneAttributeMapping toOne
				&& toOne.getSideNature() == ForeignKeyDescriptor.Nature.KEY
				&& toOne.getAssociatedEntityMappingType().getEntityPersister() == this.target) {
			references.add(new Reference(entityName, path));
		}
	}

	List<LinkTable> linkTables() {
		List<LinkTable> linkTables = new ArrayList<>();
		this.target.getFactory().getMappingMetamodel().forEachCollectionDescriptor((collection) -> {
			if (collection instanceof AbstractCollectionPersister links && links.isManyToMany() && !links.isInverse()
					&& links.getElementPersister() == this.target) {
				linkTables.add(new LinkTable(links.getTableName(), links.getElementColumnNames()[0]));
			}
		});
		return linkTables;
	}

	/**
	 * A to-one attribute.
	 */
	record Reference(String entityName, String path) {
	}

	/**
	 * A link table and its column that refers to the row.
	 */
	record LinkTable(String table, String column) {
	}

}
