package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.query.SelectionQuery;
import org.hibernate.spi.NavigablePath;

import io.github.softdeleteaudit.softdelete.SoftDeleteScope;

/**
 * The attributes by which rows of an entity refer to one other row, by their paths into
 * embeddables. For the starter's own packages.
 */
public final class ToOneReferences {

	private ToOneReferences() {
	}

	static Map<String, ToOneAttributeMapping> of(SoftDeletePersister persister) {
		Map<String, ToOneAttributeMapping> references = new LinkedHashMap<>();
		if (persister.getIdentifierMapping() instanceof NonAggregatedIdentifierMapping id) {
			collect(id.getVirtualIdEmbeddable(), "", references);
		}
		collect(persister, "", references);
		return references;
	}

	private static void collect(ManagedMappingType type, String container,
			Map<String, ToOneAttributeMapping> references) {
		type.forEachAttributeMapping((attribute) -> {
			String path = container + attribute.getAttributeName();
			if (attribute instanceof ToOneAttributeMapping toOne) {
				if (!SoftDeleteBehavior.isInverse(toOne)) {
					references.put(path, toOne);
				}
			}
			else if (attribute instanceof EmbeddableValuedModelPart embedded
					&& !attribute.getAttributeName().equals(NavigablePath.IDENTIFIER_MAPPER_PROPERTY)) {
				collect(embedded.getEmbeddableTypeDescriptor(), path + ".", references);
			}
		});
	}

	/**
	 * Find the rows that refer to soft-deletable ones which do not exist, as after a
	 * physical delete past a database without the foreign key. References by another key
	 * than the identifier are not looked at, nor are those to entities that the
	 * application itself restricts, or whose identifier consists of attributes of their
	 * own.
	 * @param session the session
	 * @param persister the persister of the entity
	 * @param rows the rows
	 * @return the references
	 */
	public static List<Dangling> dangling(SessionImplementor session, SoftDeletePersister persister,
			RowSelection rows) {
		Map<String, SoftDeletePersister> targets = new LinkedHashMap<>();
		of(persister).forEach((path, reference) -> {
			if (reference.isReferenceToPrimaryKey() && !reference.hasNotFoundAction()
					&& reference.getAssociatedEntityMappingType()
						.getEntityPersister() instanceof SoftDeletePersister target
					&& target.softDeleteModel().ownRestriction() == null
			// Hibernate compares the columns of one of several attributes in any order
					&& !(target.getIdentifierMapping() instanceof NonAggregatedIdentifierMapping)) {
				targets.put(path, target);
			}
		});
		List<String> conditions = new ArrayList<>();
		targets.forEach((path, target) -> conditions.add(condition(path, target)));
		List<Dangling> dangling = new ArrayList<>();
		if (!conditions.isEmpty() && !rows(session, persister, "1", String.join(" or ", conditions), rows).isEmpty()) {
			targets.forEach((path, target) -> {
				String selected = SelectedId.of(persister, "e") + ", id(e." + path + ")";
				for (Object row : rows(session, persister, selected, condition(path, target), rows)) {
					Object[] values = (Object[]) row;
					Object id = SelectedId.value(persister, values[0], session);
					dangling.add(new Dangling(id, path, target, values[1]));
				}
			});
		}
		return dangling;
	}

	private static String condition(String path, SoftDeletePersister target) {
		return "e.%1$s is not null and not exists (select 1 from %2$s t where id(t) = id(e.%1$s))".formatted(path,
				target.getEntityName());
	}

	private static List<Object> rows(SessionImplementor session, SoftDeletePersister persister, String selected,
			String condition, RowSelection rows) {
		SelectionQuery<Object> query = session.createSelectionQuery("select %s from %s e where %s and (%s)"
			.formatted(selected, persister.getEntityName(), rows.condition("e"), condition), Object.class);
		rows.bind(query);
		return SoftDeleteScope.includingDeleted(query::getResultList);
	}

	/**
	 * A reference to a row that does not exist.
	 *
	 * @param id the identifier of the row that refers
	 * @param attribute the path of the attribute
	 * @param target the persister of the entity it refers to
	 * @param targetId the identifier of the missing row
	 */
	public record Dangling(Object id, String attribute, SoftDeletePersister target, Object targetId) {
	}

}
