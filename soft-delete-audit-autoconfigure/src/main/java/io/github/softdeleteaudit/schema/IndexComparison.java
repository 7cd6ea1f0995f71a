package io.github.softdeleteaudit.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.NamingHelper;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.PrimaryKey;
import org.hibernate.mapping.Selectable;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * Compares the indexes and unique keys of a table with those that the database has. One
 * that begins with the same columns will do under any name, unless it is unique or over
 * some of the rows.
 */
final class IndexComparison {

	private final SchemaContext context;

	private final Table table;

	private final ExistingTables existing;

	IndexComparison(SchemaContext context, Table table, ExistingTables existing) {
		this.context = context;
		this.table = table;
		this.existing = existing;
	}

	List<SchemaChange> changes(UnitSchema unit, boolean needed) {
		List<SchemaChange> changes = new ArrayList<>();
		for (Index index : this.table.getIndexes().values()) {
			if (!needed || unit.needs(this.table, index)) {
				SchemaChange change = compare(index);
				if (change != null) {
					changes.add(change);
				}
			}
		}
		if (unit.isAuditTable(this.table)) {
			compareKey(changes);
		}
		if (!needed) {
			uniqueKeys().stream().filter(this::isMissing).forEach((key) -> {
				List<String> create = this.context.create(this.context.dialect().getUniqueKeyExporter(), key);
				if (!create.isEmpty()) {
					changes.add(create(key, create));
				}
			});
		}
		return changes;
	}

	/**
	 * History is read by the id, so that an audit table whose primary key begins with the
	 * revision, unlike the one that is mapped, needs another index.
	 */
	private void compareKey(List<SchemaChange> changes) {
		PrimaryKey key = this.table.getPrimaryKey();
		if (key != null && this.existing.hasTable(this.table)) {
			String first = part(key.getColumns().get(0));
			boolean begins = this.existing.indexes(this.table)
				.stream()
				.anyMatch((index) -> index.isFull() && index.key().get(0).equals(first));
			if (!begins) {
				Index index = new Index();
				index.setTable(this.table);
				key.getColumns().forEach(index::addColumn);
				index.setName(hashedName("IDX", key.getColumns().toArray(Column[]::new)));
				changes.add(Objects.requireNonNull(compare(index)));
			}
		}
	}

	private @Nullable SchemaChange compare(Index index) {
		List<String> create = this.context.create(this.context.dialect().getIndexExporter(), index);
		String name = "The index %s of the table %s".formatted(index.getName(), this.context.name(this.table));
		String description = name + " ";
		if (!this.existing.hasTable(this.table)) {
			return new SchemaChange(name + this.existing.missing() + ".", create, List.of(), true, List.of());
		}
		List<String> key = index.getSelectables().stream().map(this::part).toList();
		ExistingIndex found = this.existing.index(this.table, index.getName());
		if (found != null) {
			String difference = difference(index, key, found);
			if (difference == null) {
				return null;
			}
			List<String> replace = new ArrayList<>(List.of(this.existing.drop(this.table, found)));
			replace.addAll(create);
			return new SchemaChange(description + difference, replace,
					List.of(this.existing.drop(this.table, found), this.existing.create(this.table, found)), true,
					List.of());
		}
		if (isOfAllRows(index) && this.existing.indexes(this.table)
			.stream()
			.anyMatch((each) -> each.isFull() && isServedBy(index, key, each))) {
			return null;
		}
		return new SchemaChange(description + "is missing.", create,
				List.of(this.existing.drop(this.table, index.getQuotedName(this.context.dialect()))), true, List.of());
	}

	private static boolean isServedBy(Index index, List<String> key, ExistingIndex found) {
		return index.isUnique() ? found.unique() && found.key().equals(key)
				: found.key().size() >= key.size() && found.key().subList(0, key.size()).equals(key);
	}

	private static boolean isOfAllRows(Index index) {
		return index.getOptions() == null || index.getOptions().isBlank();
	}

	private @Nullable String difference(Index index, List<String> key, ExistingIndex found) {
		if (!found.valid()) {
			return "is not valid, since its creation was broken off.";
		}
		if (!found.key().equals(key)) {
			return "is over %s, not over %s.".formatted(String.join(", ", found.key()), String.join(", ", key));
		}
		if (found.unique() != index.isUnique()) {
			return found.unique() ? "is unique." : "is not unique.";
		}
		return (found.filter() != null && isOfAllRows(index)) ? "is over some rows only." : null;
	}

	private String part(Selectable part) {
		return ExistingTables.normal((part instanceof Column column) ? column.getName() : part.getText());
	}

	/**
	 * Return the unique keys, with those of single columns, which Hibernate adds to the
	 * mapping only when it writes the column.
	 */
	private List<UniqueKey> uniqueKeys() {
		List<UniqueKey> keys = new ArrayList<>(this.table.getUniqueKeys().values());
		for (Column column : this.table.getColumns()) {
			if (column.isUnique() && !this.table.isPrimaryKey(column)
					&& keys.stream().noneMatch((key) -> key.getColumns().equals(List.of(column)))) {
				UniqueKey key = new UniqueKey(this.table);
				key.setName(
						(column.getUniqueKeyName() != null) ? column.getUniqueKeyName() : hashedName("UK_", column));
				key.addColumn(column);
				keys.add(key);
			}
		}
		return keys;
	}

	private String hashedName(String prefix, Column... columns) {
		return NamingHelper.INSTANCE.generateHashedConstraintName(prefix, this.table.getNameIdentifier(),
				Stream.of(columns)
					.map((column) -> Identifier.toIdentifier(column.getName()))
					.toArray(Identifier[]::new));
	}

	private boolean isMissing(UniqueKey key) {
		List<String> columns = key.getColumns()
			.stream()
			.map((column) -> ExistingTables.normal(column.getName()))
			.toList();
		return this.existing.indexes(this.table)
			.stream()
			.noneMatch((index) -> index.unique() && index.isFull()
					&& new HashSet<>(index.key()).equals(new HashSet<>(columns)));
	}

	private SchemaChange create(UniqueKey key, List<String> create) {
		return new SchemaChange(
				"The unique key %s of the table %s%s.".formatted(key.getName(), this.context.name(this.table),
						this.existing.missing()),
				create, !this.existing.hasTable(this.table) ? List.of()
						: this.context.drop(this.context.dialect().getUniqueKeyExporter(), key),
				true, List.of());
	}

}
