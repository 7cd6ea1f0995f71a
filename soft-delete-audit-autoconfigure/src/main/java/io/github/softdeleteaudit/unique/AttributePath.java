package io.github.softdeleteaudit.unique;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.DenormalizedTable;
import org.hibernate.mapping.ManyToOne;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.Value;

/**
 * What the name of an attribute leads to: through embeddables, and through an association
 * to the key that it refers to.
 *
 * @param name the name, with dots
 * @param value what is mapped there, of the key of an association the association
 * @param columns the columns of the entity's own table
 */
record AttributePath(String name, Value value, List<Column> columns) {

	/**
	 * Follow a name.
	 * @throws NoSuchAttributeException if it leads nowhere
	 */
	static AttributePath of(Metadata metadata, PersistentClass entity, String name) {
		return of(metadata, entity, List.of(name.split("\\.", -1)));
	}

	private static AttributePath of(Metadata metadata, PersistentClass entity, List<String> names) {
		Value value = valueOf(names, 1, attributes(entity), "The entity");
		for (int i = 1; i < names.size(); i++) {
			String container = "'%s'".formatted(String.join(".", names.subList(0, i)));
			if (value instanceof Component component) {
				value = valueOf(names, i + 1, component.getProperties(), container);
			}
			else if (value instanceof ManyToOne manyToOne) {
				return referenced(metadata, manyToOne, names, i);
			}
			else {
				throw new NoSuchAttributeException(names, container + " has no attributes of its own.");
			}
		}
		return new AttributePath(String.join(".", names), value, value.hasFormula() ? List.of() : value.getColumns());
	}

	private static Value valueOf(List<String> names, int depth, List<Property> properties, String container) {
		return properties.stream()
			.filter((property) -> property.getName().equals(names.get(depth - 1)))
			.findFirst()
			.orElseThrow(() -> new NoSuchAttributeException(names,
					"%s has: %s.".formatted(container,
							properties.stream().map(Property::getName).sorted().collect(Collectors.joining(", ")))))
			.getValue();
	}

	/**
	 * Return the attributes of an entity, those of its identifier included.
	 */
	static List<Property> attributes(PersistentClass entity) {
		List<Property> attributes = new ArrayList<>();
		if (entity.getIdentifierProperty() != null) {
			attributes.add(entity.getIdentifierProperty());
		}
		if (entity.getIdentifierMapper() != null) {
			attributes.addAll(entity.getIdentifierMapper().getProperties());
		}
		entity.getPropertyClosure().stream().filter((property) -> !property.isSynthetic()).forEach(attributes::add);
		return attributes;
	}

	// of the key that an association refers to, in the columns that refer
	private static AttributePath referenced(Metadata metadata, ManyToOne manyToOne, List<String> names, int depth) {
		PersistentClass target = Objects.requireNonNull(metadata.getEntityBinding(manyToOne.getReferencedEntityName()));
		String property = manyToOne.getReferencedPropertyName();
		List<Column> key = (manyToOne.isReferenceToPrimaryKey() || property == null)
				? target.getIdentifier().getColumns() : target.getReferencedProperty(property).getColumns();
		List<Column> columns = new ArrayList<>();
		for (Column column : of(metadata, target, names.subList(depth, names.size())).columns) {
			int index = key.indexOf(column);
			if (index < 0) {
				throw new NoSuchAttributeException(
						"'%s' is not part of the key that the association refers to".formatted(String.join(".", names)),
						"Name the association itself.");
			}
			columns.add(manyToOne.getColumns().get(index));
		}
		return new AttributePath(String.join(".", names), manyToOne, columns);
	}

	/**
	 * Return the attributes that this one consists of, by their names: several if it is
	 * an embeddable.
	 */
	Map<String, Value> leaves() {
		Map<String, Value> leaves = new LinkedHashMap<>();
		collectLeaves(this.name, this.value, leaves);
		return leaves;
	}

	private static void collectLeaves(String name, Value value, Map<String, Value> leaves) {
		if (value instanceof Component component) {
			component.getProperties()
				.forEach((property) -> collectLeaves(name + "." + property.getName(), property.getValue(), leaves));
		}
		else {
			leaves.put(name, value);
		}
	}

	// the columns of a union subclass are its own, also for what it inherits
	static boolean isIn(Table table, Value value) {
		return value.getTable() == table || table instanceof DenormalizedTable
				&& value.getColumns().stream().allMatch((column) -> table.getColumn(column) != null);
	}

	/**
	 * A name leads nowhere.
	 */
	static final class NoSuchAttributeException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final String remedy;

		NoSuchAttributeException(List<String> names, String remedy) {
			this("there is no attribute '%s'".formatted(String.join(".", names)), remedy);
		}

		NoSuchAttributeException(String message, String remedy) {
			super(message);
			this.remedy = remedy;
		}

		String remedy() {
			return this.remedy;
		}

	}

}
