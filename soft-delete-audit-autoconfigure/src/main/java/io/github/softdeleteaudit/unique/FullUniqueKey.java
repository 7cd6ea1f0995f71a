package io.github.softdeleteaudit.unique;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;

import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;

/**
 * A unique key over all rows of a table, in Hibernate's model of the schema.
 * <p>
 * Relies on a {@link Table} keeping its unique keys in a map called {@code uniqueKeys},
 * since it offers no way to take one out.
 *
 * @param table the table
 * @param columns the columns of the key
 */
record FullUniqueKey(Table table, Set<Column> columns) {

	private static final Field UNIQUE_KEYS = field();

	private static Field field() {
		Field field = ReflectionUtils.findField(Table.class, "uniqueKeys", Map.class);
		Assert.state(field != null, "This version of Hibernate keeps the unique keys of a table elsewhere");
		ReflectionUtils.makeAccessible(field);
		return field;
	}

	/**
	 * Return the unique keys of a table, but for those that include the primary key,
	 * which no row can reuse anyway.
	 */
	static Set<FullUniqueKey> of(Table table) {
		Set<Set<Column>> keys = new LinkedHashSet<>();
		table.getUniqueKeys().values().forEach((key) -> keys.add(Set.copyOf(key.getColumns())));
		table.getColumns().stream().filter(Column::isUnique).forEach((column) -> keys.add(Set.of(column)));
		table.getIndexes()
			.values()
			.stream()
			.filter(Index::isUnique)
			.map(Index::getSelectables)
			.filter((selectables) -> selectables.stream().allMatch(Column.class::isInstance))
			.forEach((selectables) -> keys
				.add(selectables.stream().map(Column.class::cast).collect(Collectors.toUnmodifiableSet())));
		keys.removeIf((key) -> table.getPrimaryKey() != null && key.containsAll(table.getPrimaryKey().getColumns()));
		return keys.stream().map((key) -> new FullUniqueKey(table, key)).collect(Collectors.toSet());
	}

	/**
	 * Return whether there is a unique key over exactly these columns that nothing refers
	 * to: a foreign key needs one over all rows, and so does an association without one,
	 * which would lead to rows of several entities.
	 */
	static boolean isReplaceable(Metadata metadata, Table table, Collection<Column> columns) {
		FullUniqueKey key = new FullUniqueKey(table, Set.copyOf(columns));
		return of(table).contains(key) && foreignKeys(metadata).noneMatch(key::isReferredTo)
				&& ReferencedProperties.of(metadata).noneMatch(key::isReferredTo);
	}

	private static Stream<ForeignKey> foreignKeys(Metadata metadata) {
		return metadata.collectTableMappings().stream().flatMap((table) -> table.getForeignKeyCollection().stream());
	}

	private boolean isReferredTo(ForeignKey foreignKey) {
		return foreignKey.getReferencedTable() == this.table && !foreignKey.isReferenceToPrimaryKey()
				&& Set.copyOf(foreignKey.getReferencedColumns()).equals(this.columns);
	}

	// each class of a hierarchy may have a table of its own
	private boolean isReferredTo(Property referenced) {
		PersistentClass root = referenced.getPersistentClass().getRootClass();
		return Set.copyOf(referenced.getColumns()).equals(this.columns)
				&& Stream.concat(Stream.of(root), root.getSubclasses().stream())
					.anyMatch((entity) -> entity.getTable() == this.table);
	}

	/**
	 * Take the key out of the schema.
	 */
	void remove() {
		if (this.columns.size() == 1) {
			this.columns.forEach((column) -> column.setUnique(false));
		}
		uniqueKeys().values().removeIf((uniqueKey) -> Set.copyOf(uniqueKey.getColumns()).equals(this.columns));
	}

	@SuppressWarnings("unchecked")
	private Map<String, UniqueKey> uniqueKeys() {
		return (Map<String, UniqueKey>) Objects.requireNonNull(ReflectionUtils.getField(UNIQUE_KEYS, this.table));
	}

	/**
	 * Return the names of the columns.
	 */
	Set<String> columnNames() {
		return this.columns.stream().map(Column::getName).collect(Collectors.toCollection(TreeSet::new));
	}

}
