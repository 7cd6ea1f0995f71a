package io.github.softdeleteaudit.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
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
			// an index may have the name of a column
			else if ((compared || this.unit.isIndexed(column))
					&& (!this.existing.definitions().containsKey(key) || this.existing.indexes().containsKey(key))) {
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
				.setNotNull(this.name, columnName, column.getSqlType(this.context.metadata()),
						statements(column).get(0)));
		}
		List<String> unmapped = unmapped().stream()
			.filter((each) -> new ColumnTypes(this.context).fit(column, each) != ColumnTypes.Fit.OTHER)
			.map(ExistingColumn::name)
			.toList();
		if (!unmapped.isEmpty() && (this.unit.isAuditTable(this.table) || !this.unit.needs(this.table, column))) {
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
			case FITS -> compareNullability(column, found);
			case TOO_NARROW -> {
				this.altered.add(ExistingTables.normal(column.getName()));
				change(mismatch(columnName, found, type), List.of(alterType(columnName, found.ofType(type))),
						List.of(alterType(columnName, found)), List.of());
				compareNullability(column, found.ofType(type));
			}
			case OTHER -> change(mismatch(columnName, found, type), List.of(), List.of(),
					List.of("Its values have to be converted by hand."));
			default -> throw new IllegalStateException();
		}
	}

	private void compareNullability(Column column, ExistingColumn found) {
		String columnName = this.context.name(column);
		if (!found.nullable() && column.isNullable() && this.unit.needs(this.table, column)) {
			change("The column %s of the table %s does not take null.".formatted(columnName, this.name),
					List.of(nullable(columnName, found, true)), List.of(nullable(columnName, found, false)), List.of());
		}
	}

	private String mismatch(String columnName, ExistingColumn found, String type) {
		return "The column %s of the table %s is %s, but mapped as %s.".formatted(columnName, this.name, found.type(),
				type);
	}

	// some databases want the whole definition, and forget what is not in it
	private String alterType(String columnName, ExistingColumn column) {
		String definition = " " + column.typeWithDefault() + (column.nullable() ? "" : " not null")
				+ (column.identity() ? " auto_increment" : "") + options(column);
		return this.context.dialect().getAlterTableString(this.name) + " "
				+ this.context.dialect().getAlterColumnTypeString(columnName, column.type(), definition);
	}

	private String nullable(String columnName, ExistingColumn found, boolean nullable) {
		return this.context.ddl().setNullable(this.name, columnName, found.typeWithDefault(), nullable, options(found));
	}

	private String options(ExistingColumn column) {
		String options = this.existing.options().get(ExistingTables.normal(column.name()));
		return (options != null) ? " " + options : "";
	}

	private Set<String> mapped() {
		return this.table.getColumns()
			.stream()
			.map((column) -> ExistingTables.normal(column.getName()))
			.collect(Collectors.toSet());
	}

	/**
	 * Return the columns that are not mapped, without those that the database computes.
	 */
	private List<ExistingColumn> unmapped() {
		Set<String> mapped = mapped();
		return this.existing.columns()
			.entrySet()
			.stream()
			.filter((entry) -> !mapped.contains(entry.getKey()) && !entry.getValue().identity()
					&& !entry.getValue().generated()
					&& (!this.existing.definitions().containsKey(entry.getKey())
							|| this.existing.indexes().containsKey(entry.getKey())))
			.map(Map.Entry::getValue)
			.toList();
	}

	/**
	 * Compare the columns that are not mapped.
	 * @param dropped whether to drop one, by its name in lower case
	 * @param foreignKeys the foreign keys over columns of the table, from either side
	 */
	void compareUnmapped(Predicate<String> dropped, List<ExistingForeignKey> foreignKeys) {
		List<ExistingColumn> gone = new ArrayList<>();
		for (ExistingColumn column : unmapped()) {
			String key = ExistingTables.normal(column.name());
			String columnName = this.context.quoted(column.name());
			if (this.existing.primaryKey().contains(key)) {
				if (column.isRequired()) {
					change(unmapped(columnName), List.of(), List.of(),
							List.of("It is part of the primary key, which has to be changed by hand."));
				}
			}
			else if (dropped.test(key) && !this.unit.isAuditTable(this.table)) {
				gone.add(column);
			}
			else if (column.isRequired()) {
				change(unmapped(columnName), List.of(nullable(columnName, column, true)),
						List.of(nullable(columnName, column, false)),
						List.of("It stays, and takes null, so that rows can be inserted."));
			}
		}
		if (!gone.isEmpty()) {
			drop(gone, foreignKeys);
		}
	}

	private String unmapped(String columnName) {
		return "The column %s of the table %s is not mapped.".formatted(columnName, this.name);
	}

	// what is over several of the columns is dropped once, and made when all are there
	// again
	private void drop(List<ExistingColumn> columns, List<ExistingForeignKey> foreignKeys) {
		Set<String> keys = columns.stream()
			.map((column) -> ExistingTables.normal(column.name()))
			.collect(Collectors.toSet());
		Map<String, String> computed = computedOf(keys);
		keys.addAll(computed.keySet());
		Set<String> dropped = new HashSet<>();
		for (ExistingForeignKey key : foreignKeys) {
			if (keys.stream().anyMatch((column) -> key.isOver(this.existing, column))) {
				dropped.add(ExistingTables.normal(key.name()));
				change("The foreign key %s of the table %s is over columns that are not mapped.".formatted(key.name(),
						key.table()), List.of(this.context.ddl().dropForeignKey(key.table(), key.name())),
						List.of(key.create()), List.of());
			}
		}
		for (ExistingIndex index : List.copyOf(this.existing.indexes().values())) {
			String name = ExistingTables.normal(index.name());
			String constraint = this.existing.constraints().get(name);
			if (keys.stream().anyMatch((column) -> isOver(index, column))) {
				// that of a foreign key comes and goes with it
				if (constraint == null || !dropped.contains(ExistingTables.normal(constraint))) {
					change("The index %s of the table %s is over columns that are not mapped.".formatted(index.name(),
							this.name), List.of(this.tables.drop(this.table, index)),
							List.of(this.tables.create(this.table, index)), List.of());
				}
				this.existing.indexes().remove(name);
			}
		}
		computed.forEach((name, definition) -> {
			String columnName = columnName(name);
			change("The column %s of the table %s is computed from columns that are not mapped.".formatted(columnName,
					this.name), List.of(this.context.ddl().dropColumn(this.name, columnName)),
					List.of(add(columnName, definition)), List.of());
			this.existing.definitions().remove(name);
		});
		columns.forEach(this::drop);
	}

	private void drop(ExistingColumn column) {
		String columnName = this.context.quoted(column.name());
		List<String> remarks = new ArrayList<>(List.of("Its values are lost."));
		if (column.isRequired()) {
			remarks.add("Taken back it takes null, since its values are lost.");
		}
		change(unmapped(columnName), List.of(this.context.ddl().dropColumn(this.name, columnName)),
				List.of(add(columnName, column.typeWithDefault() + options(column))), remarks);
	}

	private String add(String columnName, String definition) {
		return "%s %s %s %s%s".formatted(this.context.dialect().getAlterTableString(this.name),
				this.context.dialect().getAddColumnString(), columnName, definition,
				this.context.dialect().getAddColumnSuffixString());
	}

	/**
	 * Return the columns that are not mapped and that the database computes from some
	 * others, with what they are defined by.
	 */
	private Map<String, String> computedOf(Set<String> columns) {
		Set<String> mapped = mapped();
		Map<String, String> computed = new LinkedHashMap<>();
		this.existing.generated().forEach((name, definition) -> {
			if (!mapped.contains(name) && columns.stream().anyMatch((column) -> names(definition, column))) {
				computed.put(name, definition);
			}
		});
		return computed;
	}

	private String columnName(String key) {
		ExistingColumn column = this.existing.columns().get(key);
		// metadata leaves out what is invisible
		return (column != null) ? this.context.quoted(column.name()) : key;
	}

	// the text names what is compared, and the rows
	private boolean isOver(ExistingIndex index, String column) {
		String definition = this.existing.definitions().get(ExistingTables.normal(index.name()));
		String text = (definition != null && definition.contains("(")) ? definition.substring(definition.indexOf('('))
				: "";
		return index.key().contains(column) || names(text, column);
	}

	private static boolean names(String text, String column) {
		return Pattern.compile("(?<![\\w'])" + Pattern.quote(column) + "(?![\\w'])", Pattern.CASE_INSENSITIVE)
			.matcher(text)
			.find();
	}

	private void change(String description, List<String> upgrade, List<String> downgrade, List<String> remarks) {
		this.changes.add(new SchemaChange(description, List.copyOf(upgrade), List.copyOf(downgrade), true,
				List.copyOf(remarks)));
	}

}
