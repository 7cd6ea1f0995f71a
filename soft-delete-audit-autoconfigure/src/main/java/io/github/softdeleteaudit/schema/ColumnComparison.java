package io.github.softdeleteaudit.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;

/**
 * Compares the columns of a table with those that the database has.
 */
final class ColumnComparison {

	private final SchemaContext context;

	private final UnitSchema unit;

	private final Table table;

	private final ExistingTable existing;

	private final ExistingTables tables;

	private final String name;

	private final List<SchemaChange> changes = new ArrayList<>();

	private final Set<String> altered = new HashSet<>();

	ColumnComparison(SchemaContext context, UnitSchema unit, Table table, ExistingTable existing,
			ExistingTables tables) {
		this.context = context;
		this.unit = unit;
		this.table = table;
		this.existing = existing;
		this.tables = tables;
		this.name = context.name(table);
	}

	List<SchemaChange> changes() {
		return this.changes;
	}

	/**
	 * Return the columns whose type changes, by their names in lower case.
	 */
	Set<String> altered() {
		return this.altered;
	}

	/**
	 * Compare the columns that are mapped.
	 * @param needed whether only what the starter needs
	 */
	void compareMapped(boolean needed) {
		for (Column column : this.table.getColumns()) {
			boolean compared = !needed || this.unit.needs(this.table, column);
			String key = ExistingTables.normal(column.getName());
			ExistingColumn found = this.existing.columns().get(key);
			if (found != null) {
				if (compared) {
					compare(column, found);
				}
			}
			else if ((compared || this.unit.isIndexed(column)) && !this.existing.definitions().containsKey(key)) {
				add(column);
			}
		}
	}

	private void add(Column column) {
		String columnName = this.context.name(column);
		String fill = this.unit.fill(column);
		List<String> upgrade = new ArrayList<>();
		List<String> remarks = new ArrayList<>();
		if (column.isNullable() || column.getDefaultValue() != null || column.getGeneratedAs() != null
				|| column.isIdentity()) {
			upgrade.addAll(statements(column));
		}
		else {
			Column nullable = column.clone();
			nullable.setNullable(true);
			upgrade.addAll(statements(nullable));
			if (fill != null) {
				upgrade.add("update %s set %s = %s".formatted(this.name, columnName, fill));
			}
			else {
				remarks.add("Rows that are there already need a value of %s before it can be not null."
					.formatted(columnName));
			}
			upgrade.add(this.context.ddl()
				.setNullable(this.name, columnName, column.getSqlType(this.context.metadata()), false));
		}
		List<String> unmapped = unmapped().stream()
			.filter((each) -> new ColumnTypes(this.context).fit(column, each) != ColumnTypes.Fit.OTHER)
			.map(ExistingColumn::name)
			.toList();
		if (!unmapped.isEmpty() && !this.unit.needs(this.table, column)) {
			remarks.add("If it is another name of %s, tell of the renamed column."
				.formatted(String.join(" or ", unmapped)));
		}
		change("The column %s of the table %s is missing.".formatted(columnName, this.name), upgrade,
				List.of(this.context.ddl().dropColumn(this.name, columnName)), remarks);
	}

	/**
	 * Let Hibernate add a column, by a table that has no other.
	 */
	private List<String> statements(Column column) {
		Table single = new Table(this.table.getContributor(), this.context.namespace(this.table),
				this.table.getNameIdentifier(), false);
		single.addColumn(column);
		return List.of(this.context.dialect()
			.getTableMigrator()
			.getSqlAlterStrings(single, this.context.metadata(), new NoColumns(this.table.getQualifiedTableName()),
					this.context.sql()));
	}

	private void compare(Column column, ExistingColumn found) {
		String columnName = this.context.name(column);
		String type = column.getSqlType(this.context.metadata());
		switch (new ColumnTypes(this.context).fit(column, found)) {
			case FITS -> {
				if (!found.nullable() && column.isNullable() && this.unit.needs(this.table, column)) {
					change("The column %s of the table %s does not take null.".formatted(columnName, this.name),
							List.of(nullable(columnName, found, true)), List.of(nullable(columnName, found, false)),
							List.of());
				}
			}
			case TOO_NARROW -> {
				this.altered.add(ExistingTables.normal(column.getName()));
				change(mismatch(columnName, found, type),
						List.of(alterType(columnName, found.ofType(type), !column.isNullable())),
						List.of(alterType(columnName, found, !found.nullable())), List.of());
			}
			case OTHER -> change(mismatch(columnName, found, type), List.of(), List.of(),
					List.of("Its values have to be converted by hand."));
			default -> throw new IllegalStateException();
		}
	}

	private String mismatch(String columnName, ExistingColumn found, String type) {
		return "The column %s of the table %s is %s, but mapped as %s.".formatted(columnName, this.name, found.type(),
				type);
	}

	private String alterType(String columnName, ExistingColumn column, boolean notNull) {
		// some databases want the whole definition
		String definition = " " + column.typeWithDefault() + (notNull ? " not null" : "")
				+ (column.identity() ? " auto_increment" : "");
		return this.context.dialect().getAlterTableString(this.name) + " "
				+ this.context.dialect().getAlterColumnTypeString(columnName, column.type(), definition);
	}

	private String nullable(String columnName, ExistingColumn found, boolean nullable) {
		return this.context.ddl().setNullable(this.name, columnName, found.typeWithDefault(), nullable);
	}

	/**
	 * Return the columns that are not mapped, without those that the database computes.
	 */
	private List<ExistingColumn> unmapped() {
		Set<String> mapped = this.table.getColumns()
			.stream()
			.map((column) -> ExistingTables.normal(column.getName()))
			.collect(Collectors.toSet());
		return this.existing.columns()
			.entrySet()
			.stream()
			.filter((entry) -> !mapped.contains(entry.getKey()) && !entry.getValue().identity()
					&& !entry.getValue().generated() && !this.existing.definitions().containsKey(entry.getKey()))
			.map(Map.Entry::getValue)
			.toList();
	}

	/**
	 * Compare the columns that are not mapped.
	 * @param dropped whether to drop them
	 * @param foreignKeys the foreign keys of the table
	 */
	void compareUnmapped(boolean dropped, List<ExistingForeignKey> foreignKeys) {
		for (ExistingColumn column : unmapped()) {
			String columnName = this.context.quoted(column.name());
			String description = "The column %s of the table %s is not mapped.".formatted(columnName, this.name);
			if (dropped && !this.unit.isAuditTable(this.table)) {
				drop(column, columnName, foreignKeys);
			}
			else if (column.isRequired()) {
				change(description, List.of(nullable(columnName, column, true)),
						List.of(nullable(columnName, column, false)),
						List.of("It stays, and takes null, so that rows can be inserted."));
			}
		}
	}

	private void drop(ExistingColumn column, String columnName, List<ExistingForeignKey> foreignKeys) {
		String key = ExistingTables.normal(column.name());
		List<String> upgrade = new ArrayList<>();
		List<String> downgrade = new ArrayList<>();
		downgrade.add("%s %s %s %s%s".formatted(this.context.dialect().getAlterTableString(this.name),
				this.context.dialect().getAddColumnString(), columnName, column.typeWithDefault(),
				this.context.dialect().getAddColumnSuffixString()));
		for (ExistingForeignKey foreignKey : foreignKeys) {
			if (foreignKey.columns().stream().anyMatch((each) -> ExistingTables.normal(each).equals(key))) {
				upgrade.add(this.context.ddl().dropForeignKey(this.name, foreignKey.name()));
				downgrade.add(foreignKey.create());
			}
		}
		List<ExistingIndex> over = this.existing.indexes()
			.values()
			.stream()
			.filter((index) -> index.key().contains(key))
			.toList();
		for (ExistingIndex index : over) {
			// that of a constraint goes with the column
			if (!mayBeOfConstraint(index) || this.context.ddl().dropsConstraintsAsIndexes()) {
				upgrade.add(this.tables.drop(this.table, index));
			}
			downgrade.add(this.tables.create(this.table, index));
			// neither with another column nor as one that is not mapped is it dropped
			// again
			this.existing.indexes().remove(ExistingTables.normal(index.name()));
		}
		upgrade.add(this.context.ddl().dropColumn(this.name, columnName));
		List<String> remarks = new ArrayList<>(List.of("Its values are lost."));
		if (column.isRequired()) {
			remarks.add("Taken back it takes null, since its values are lost.");
		}
		change("The column %s of the table %s is not mapped.".formatted(columnName, this.name), upgrade, downgrade,
				remarks);
	}

	// which is over all rows, and over no column of the starter's
	private boolean mayBeOfConstraint(ExistingIndex index) {
		return index.unique() && index.isFull()
				&& index.key().stream().noneMatch(this.existing.definitions()::containsKey);
	}

	private void change(String description, List<String> upgrade, List<String> downgrade, List<String> remarks) {
		this.changes.add(new SchemaChange(description, List.copyOf(upgrade), List.copyOf(downgrade), true,
				List.copyOf(remarks)));
	}

}
