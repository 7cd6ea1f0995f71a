package io.github.softdeleteaudit.schema;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.softdeleteaudit.test.DatabaseConnection;

/**
 * What a database has in its schema, read by plain JDBC, to be compared with that of
 * another moment.
 *
 * @param lines a line for each column, index, foreign key and sequence
 */
record SchemaCatalog(TreeSet<String> lines) {

	/** Of Flyway and Liquibase. */
	static final Set<String> TOOLS = Set.of("flyway_schema_history", "databasechangelog", "databasechangeloglock");

	static SchemaCatalog of(DatabaseConnection database) {
		TreeSet<String> lines = new TreeSet<>();
		try (Connection connection = database.open()) {
			DatabaseMetaData metaData = connection.getMetaData();
			lines.addAll(Sequences.of(connection, database.database()));
			for (String[] table : tables(connection)) {
				read(lines, metaData.getColumns(table[0], table[1], table[2], "%"), "column", "TABLE_NAME",
						"COLUMN_NAME", "TYPE_NAME", "COLUMN_SIZE", "DECIMAL_DIGITS", "IS_NULLABLE", "COLUMN_DEF",
						"ORDINAL_POSITION");
				read(lines, metaData.getIndexInfo(table[0], table[1], table[2], false, true), "index", "TABLE_NAME",
						"INDEX_NAME", "NON_UNIQUE", "ORDINAL_POSITION", "COLUMN_NAME", "FILTER_CONDITION",
						"ASC_OR_DESC");
				read(lines, metaData.getPrimaryKeys(table[0], table[1], table[2]), "primary key", "TABLE_NAME",
						"COLUMN_NAME", "KEY_SEQ");
				read(lines, metaData.getImportedKeys(table[0], table[1], table[2]), "foreign key", "FKTABLE_NAME",
						"FKCOLUMN_NAME", "PKTABLE_NAME", "PKCOLUMN_NAME", "KEY_SEQ", "DELETE_RULE", "FK_NAME");
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return new SchemaCatalog(lines);
	}

	/**
	 * The same without the order of columns in their tables.
	 */
	SchemaCatalog withoutOrder() {
		return new SchemaCatalog(this.lines.stream()
			.map((line) -> line.startsWith("column ") ? line.substring(0, line.lastIndexOf(' ')) : line)
			.collect(Collectors.toCollection(TreeSet::new)));
	}

	private static List<String[]> tables(Connection connection) throws SQLException {
		List<String[]> tables = new ArrayList<>();
		boolean schemas = connection.getMetaData().supportsSchemasInTableDefinitions();
		try (ResultSet rows = connection.getMetaData().getTables(connection.getCatalog(), null, "%", null)) {
			while (rows.next()) {
				String type = String.valueOf(rows.getString("TABLE_TYPE")).toUpperCase(Locale.ROOT);
				String schema = schemas ? rows.getString("TABLE_SCHEM") : null;
				if (!TOOLS.contains(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT)) && type.endsWith("TABLE")
						&& !type.startsWith("SYSTEM") && (schema == null
								|| !schema.equalsIgnoreCase("information_schema") && !schema.startsWith("pg_"))) {
					tables.add(new String[] { rows.getString("TABLE_CAT"), schema, rows.getString("TABLE_NAME") });
				}
			}
		}
		return tables;
	}

	private static void read(TreeSet<String> lines, ResultSet rows, String kind, String... columns)
			throws SQLException {
		try (rows) {
			while (rows.next()) {
				List<String> values = new ArrayList<>(List.of(kind));
				for (String column : columns) {
					values.add(rows.getString(column));
				}
				// H2 names what has no name as it likes
				lines.add(values.stream()
					.map(String::valueOf)
					.map((value) -> value
						.replaceAll("((CONSTRAINT(_[0-9A-F]+)?|UK\\w+)?_INDEX_|^PRIMARY_KEY_)[0-9A-F]+$", "unnamed"))
					.collect(Collectors.joining(" ")));
			}
		}
	}

	@Override
	public String toString() {
		return String.join("\n", this.lines);
	}

}
