package io.github.softdeleteaudit.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.softdeleteaudit.schema.DifferenceOptions.RenamedColumn;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.AuxiliaryDatabaseObject;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.boot.model.relational.Exportable;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.model.relational.Sequence;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UserDefinedType;
import org.hibernate.tool.schema.spi.Exporter;
import org.jspecify.annotations.Nullable;

/**
 * Compares the schema that is mapped with what a database has.
 */
final class SchemaComparison {

	private final UnitSchema unit;

	private final SchemaContext context;

	private final List<Table> tables;

	private final ExistingTables existing;

	private final ExistingSequences sequences;

	/** Of the tables that the database has. */
	private final Map<Table, List<ExistingForeignKey>> foreignKeys = new IdentityHashMap<>();

	/** By table, the names that columns have had by those that they get. */
	private final Map<Table, Map<String, String>> renamed = new IdentityHashMap<>();

	/** By table, the columns that are not mapped and stay all the same. */
	private final Map<Table, Set<String>> kept = new IdentityHashMap<>();

	private final DifferenceOptions options;

	private final List<SchemaChange> changes = new ArrayList<>();

	private SchemaComparison(UnitSchema unit, List<Table> tables, ExistingTables existing, ExistingSequences sequences,
			DifferenceOptions options) {
		this.unit = unit;
		this.context = unit.context();
		this.tables = tables;
		this.existing = existing;
		this.sequences = sequences;
		this.options = options;
	}

	/**
	 * Return the changes that create the whole schema in an empty database.
	 */
	static List<SchemaChange> create(UnitSchema unit) {
		SchemaComparison comparison = new SchemaComparison(unit, tables(unit), ExistingTables.none(unit.context()),
				ExistingSequences.none(unit.context()), DifferenceOptions.none());
		comparison.compare(false);
		return comparison.changes;
	}

	/**
	 * Return the changes that lead from what a database has to what is mapped.
	 * @param needed whether only to what the starter needs
	 */
	static List<SchemaChange> difference(UnitSchema unit, Connection connection, DifferenceOptions options,
			boolean needed) throws SQLException {
		List<Table> tables = tables(unit);
		// at nearly every start there is none, which a look at some of the tables tells
		if (needed && difference(unit, connection, options, true, tables.stream().filter(unit::needs).toList())
			.isEmpty()) {
			return List.of();
		}
		return difference(unit, connection, options, needed, tables);
	}

	private static List<SchemaChange> difference(UnitSchema unit, Connection connection, DifferenceOptions options,
			boolean needed, List<Table> tables) throws SQLException {
		SchemaContext context = unit.context();
		SchemaComparison comparison = new SchemaComparison(unit, tables,
				ExistingTables.read(connection, tables, context.metadata(), context.sql()),
				ExistingSequences.read(connection, context), options);
		if (!needed) {
			comparison.rename();
		}
		comparison.readForeignKeys(connection);
		comparison.compare(needed);
		// so that a migration tool needs no more than two migrations
		comparison.changes.sort(Comparator.comparing((change) -> !change.transactional()));
		return comparison.changes;
	}

	private static List<Table> tables(UnitSchema unit) {
		List<Table> tables = new ArrayList<>();
		for (Namespace namespace : unit.context().metadata().getDatabase().getNamespaces()) {
			namespace.getTables()
				.stream()
				.filter((table) -> table.isPhysicalTable() && !table.isView())
				.forEach(tables::add);
		}
		return tables;
	}

	private void readForeignKeys(Connection connection) throws SQLException {
		for (Table table : this.tables) {
			ExistingTable found = this.existing.find(table);
			if (found != null && !found.isView()) {
				this.foreignKeys.put(table, found.foreignKeys(connection, this.context::quoted));
			}
		}
	}

	private void rename() {
		for (RenamedColumn renamed : inOrder(this.options.renamedColumns())) {
			List<Table> named = this.tables.stream()
				.filter((table) -> ExistingTables.normal(table.getName()).equals(renamed.table())
						&& maps(table, renamed.to()))
				.toList();
			if (named.isEmpty()) {
				throw new IllegalArgumentException(
						"No table %s is mapped with a column %s.".formatted(renamed.table(), renamed.to()));
			}
			named.stream()
				.flatMap((table) -> Stream.concat(Stream.of(table), this.unit.auditTables(table).stream()))
				.filter((table) -> maps(table, renamed.to()))
				.forEach((table) -> rename(table, renamed));
		}
	}

	// a name that another column takes is given up before
	private static List<RenamedColumn> inOrder(List<RenamedColumn> renamedColumns) {
		List<RenamedColumn> left = new ArrayList<>(renamedColumns);
		List<RenamedColumn> ordered = new ArrayList<>();
		while (!left.isEmpty()) {
			RenamedColumn next = left.stream()
				.filter((renamed) -> left.stream()
					.noneMatch((other) -> other != renamed && other.table().equals(renamed.table())
							&& other.from().equals(renamed.to())))
				.findFirst()
				.orElseThrow(() -> new IllegalArgumentException(
						"Columns of the table %s take each other's names, so that a database does not tell whether they have been renamed: "
							.formatted(left.get(0).table()) + left));
			left.remove(next);
			ordered.add(next);
		}
		return ordered;
	}

	private static boolean maps(Table table, String column) {
		return table.getColumns().stream().anyMatch((each) -> ExistingTables.normal(each.getName()).equals(column));
	}

	private void rename(Table table, RenamedColumn renamed) {
		ExistingTable found = this.existing.find(table);
		ExistingColumn column = (found != null) ? found.columns().get(renamed.from()) : null;
		if (found == null || column == null) {
			return;
		}
		String name = this.context.name(table);
		String from = this.context.quoted(column.name());
		if (found.columns().containsKey(renamed.to())) {
			if (!maps(table, renamed.from())) {
				// it may have all the values
				this.kept.computeIfAbsent(table, (key) -> new HashSet<>()).add(renamed.from());
				add(new SchemaChange(
						"The column %s of the table %s was renamed, but both names are there.".formatted(from, name),
						List.of(), List.of(), true,
						List.of("Its values are taken over by hand. It is not dropped meanwhile.")));
			}
			return;
		}
		String to = table.getColumns()
			.stream()
			.filter((each) -> ExistingTables.normal(each.getName()).equals(renamed.to()))
			.map(this.context::name)
			.findFirst()
			.orElseThrow();
		add(new SchemaChange("The column %s of the table %s was renamed.".formatted(from, name),
				List.of(this.context.ddl().renameColumn(name, from, to)),
				List.of(this.context.ddl().renameColumn(name, to, from)), true, List.of()));
		found.rename(renamed.from(), renamed.to(), ExistingTables.unquoted(to));
		this.renamed.computeIfAbsent(table, (key) -> new HashMap<>()).put(renamed.to(), renamed.from());
	}

	private void compare(boolean needed) {
		boolean whole = this.existing.isEmpty() && !needed;
		if (whole) {
			createNamespaces();
			createAuxiliaryObjects(true);
			createTypes();
		}
		compareSequences(needed);
		List<Table> compared = this.tables.stream().filter((table) -> !needed || this.unit.needs(table)).toList();
		compareTables(compared, needed);
		compared.forEach((table) -> compareIndexes(table, needed));
		compared.forEach((table) -> createForeignKeys(table, needed));
		if (whole) {
			createAuxiliaryObjects(false);
			this.context.metadata()
				.getDatabase()
				.getInitCommands()
				.forEach((command) -> create("A command of the mapping.", command.initCommands(), new String[0]));
		}
	}

	private void compareSequences(boolean needed) {
		SequenceComparison comparison = new SequenceComparison(this.context, this.unit, this.existing, this.sequences);
		for (Namespace namespace : this.context.metadata().getDatabase().getNamespaces()) {
			for (Sequence sequence : namespace.getSequences()) {
				// Hibernate does not look at increments while this is to be done here
				if (!needed || this.sequences.has(sequence) || comparison.isOf(sequence, this.unit::needs)) {
					add(comparison.compare(sequence));
				}
			}
		}
	}

	private void compareTables(List<Table> compared, boolean needed) {
		List<SchemaChange> columns = new ArrayList<>();
		Map<String, ExistingForeignKey> inTheWay = new LinkedHashMap<>();
		for (Table table : compared) {
			ExistingTable found = this.existing.find(table);
			if (found == null) {
				columns.add(create(table));
			}
			else if (!found.isView()) {
				ColumnComparison comparison = new ColumnComparison(this.context.ofExistingTables(), this.unit, table,
						found, this.existing);
				comparison.compareMapped(needed);
				if (!needed) {
					comparison
						.compareUnmapped(
								(column) -> this.options.isUnmappedDropped()
										&& !this.kept.getOrDefault(table, Set.of()).contains(column),
								foreignKeys(table));
				}
				columns.addAll(comparison.changes());
				keysOver(found, comparison.altered())
					.forEach((key) -> inTheWay.put(key.table() + " " + key.name(), key));
			}
		}
		inTheWay.values()
			.forEach((key) -> add(new SchemaChange(
					"The foreign key %s of the table %s is over columns that change.".formatted(key.name(),
							key.table()),
					List.of(this.context.ddl().dropForeignKey(key.table(), key.name())), List.of(key.create()), true,
					List.of())));
		columns.forEach(this::add);
		inTheWay.values()
			.forEach((key) -> add(new SchemaChange(
					"The foreign key %s of the table %s is over columns that have changed.".formatted(key.name(),
							key.table()),
					List.of(key.create()), List.of(this.context.ddl().dropForeignKey(key.table(), key.name())), true,
					List.of())));
	}

	private SchemaChange create(Table table) {
		List<String> statements = new ArrayList<>(
				this.context.create(this.context.dialect().getTableExporter(), table));
		String name = this.context.name(table);
		return new SchemaChange("The table %s%s.".formatted(name, this.existing.missing()), List.copyOf(statements),
				List.of("drop table " + name), true, List.of());
	}

	private List<ExistingForeignKey> foreignKeys(Table table) {
		return this.foreignKeys.getOrDefault(table, List.of());
	}

	/**
	 * Return the foreign keys over columns of a table, from either side.
	 */
	private List<ExistingForeignKey> keysOver(ExistingTable table, Set<String> columns) {
		return columns.isEmpty() ? List.of()
				: this.foreignKeys.values()
					.stream()
					.flatMap(List::stream)
					.filter((key) -> columns.stream().anyMatch((column) -> key.isOver(table, column)))
					.toList();
	}

	private void compareIndexes(Table table, boolean needed) {
		ExistingTable found = this.existing.find(table);
		if (found != null && found.isView()) {
			return;
		}
		List<SchemaChange> indexes = new ArrayList<>(
				new IndexComparison((found != null) ? this.context.ofExistingTables() : this.context, table,
						this.existing)
					.changes(this.unit, needed && found != null));
		this.context.metadata()
			.getDatabase()
			.getAuxiliaryDatabaseObjects()
			.stream()
			.filter(SchemaObject.class::isInstance)
			.forEach((object) -> indexes.addAll(((SchemaObject) object).changes(table, this.existing, needed)));
		indexes.forEach(
				(change) -> add((found != null && this.options.isConcurrent()) ? concurrently(table, change) : change));
	}

	/**
	 * Return a change that lets others write meanwhile, if the database can do it so.
	 */
	private SchemaChange concurrently(Table table, SchemaChange change) {
		List<String> upgrade = concurrently(table, change.upgrade());
		List<String> downgrade = concurrently(table, change.downgrade());
		return (upgrade.isEmpty() || downgrade.isEmpty()) ? change
				: new SchemaChange(change.description(), upgrade, downgrade, false, change.remarks());
	}

	// all of them or none; a drop may come twice then
	private List<String> concurrently(Table table, List<String> statements) {
		List<List<String>> concurrent = statements.stream()
			.map((statement) -> this.context.ddl().concurrently(statement, this.context.schemaOf(table)))
			.toList();
		return concurrent.contains(List.of()) ? List.of()
				: concurrent.stream().flatMap(List::stream).distinct().toList();
	}

	private void createForeignKeys(Table table, boolean needed) {
		if (needed && this.existing.hasTable(table)) {
			return;
		}
		for (ForeignKey key : table.getForeignKeyCollection()) {
			List<String> create = this.context.create(this.context.dialect().getForeignKeyExporter(), key);
			if (!create.isEmpty() && foreignKeys(table).stream().noneMatch((found) -> isSame(key, found))) {
				add(new SchemaChange(
						"The foreign key %s of the table %s%s.".formatted(key.getName(), this.context.name(table),
								this.existing.missing()),
						create,
						List.of(this.context.ddl()
							.dropForeignKey(this.context.name(table),
									this.context.metadata()
										.getDatabase()
										.toIdentifier(key.getName())
										.render(this.context.dialect()))),
						true, List.of()));
			}
		}
	}

	private boolean isSame(ForeignKey key, ExistingForeignKey found) {
		Set<String> columns = key.getColumns()
			.stream()
			.map((column) -> renamedFrom(key.getTable(), ExistingTables.normal(column.getName())))
			.collect(Collectors.toSet());
		ExistingTable table = this.existing.find(key.getTable());
		ExistingTable referenced = this.existing.find(key.getReferencedTable());
		return table != null && referenced != null && found.isOf(table) && found.refersTo(referenced)
				&& Set.copyOf(found.columns()).equals(columns);
	}

	// the keys were read under the names of before
	private String renamedFrom(Table table, String column) {
		return this.renamed.getOrDefault(table, Map.of()).getOrDefault(column, column);
	}

	private void createNamespaces() {
		Database database = this.context.metadata().getDatabase();
		for (Namespace namespace : database.getNamespaces()) {
			Identifier schema = namespace.getPhysicalName().schema();
			if (schema != null && this.context.dialect().canCreateSchema()) {
				String name = schema.render(this.context.dialect());
				// it may be there, as that of a migration's own history is, and hold more
				// than what is mapped
				String[] create = Arrays.stream(this.context.dialect().getCreateSchemaCommand(name))
					.map((command) -> command.replaceFirst("^create schema (?!if )", "create schema if not exists "))
					.toArray(String[]::new);
				create("The schema %s, which stays.".formatted(name), create, new String[0]);
			}
		}
	}

	private void createAuxiliaryObjects(boolean beforeTables) {
		for (AuxiliaryDatabaseObject object : this.context.metadata().getDatabase().getAuxiliaryDatabaseObjects()) {
			if (!(object instanceof SchemaObject) && object.appliesToDialect(this.context.dialect())
					&& object.beforeTablesOnCreation() == beforeTables) {
				create("The object %s of the mapping.".formatted(object.getExportIdentifier()),
						this.context.dialect().getAuxiliaryDatabaseObjectExporter(), object);
			}
		}
	}

	private void createTypes() {
		for (Namespace namespace : this.context.metadata().getDatabase().getNamespaces()) {
			for (UserDefinedType type : namespace.getDependencyOrderedUserDefinedTypes()) {
				create("The type %s.".formatted(type.getName()), this.context.dialect().getUserDefinedTypeExporter(),
						type);
			}
		}
	}

	private <T extends Exportable> void create(String description, Exporter<T> exporter, T object) {
		add(new SchemaChange(description, this.context.create(exporter, object), this.context.drop(exporter, object),
				true, List.of()));
	}

	private void create(String description, String[] create, String[] drop) {
		add(new SchemaChange(description, List.of(create), List.of(drop), true, List.of()));
	}

	private void add(@Nullable SchemaChange change) {
		if (change != null
				&& !(change.upgrade().isEmpty() && change.downgrade().isEmpty() && change.remarks().isEmpty())) {
			this.changes.add(change);
		}
	}

}
