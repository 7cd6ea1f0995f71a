package io.github.softdeleteaudit.schema;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.softdeleteaudit.test.DatabaseConnection;
import io.github.softdeleteaudit.test.Tables;

/**
 * The tables of a database with their rows, columns and indexes, and the sequences, but
 * for what Flyway and Liquibase keep for themselves.
 *
 * @param rows the rows
 * @param parts the columns, indexes and sequences, each as a text
 */
record Structure(Tables rows, Set<String> parts) {

	private static final Set<String> OTHERS = Set.of("flyway_schema_history", "databasechangelog",
			"databasechangeloglock");

	static Structure of(DatabaseConnection connection) {
		Set<String> parts = new TreeSet<>();
		try (Connection jdbc = connection.open()) {
			DatabaseMetaData metaData = jdbc.getMetaData();
			try (ResultSet columns = metaData.getColumns(jdbc.getCatalog(), jdbc.getSchema(), "%", "%")) {
				while (columns.next()) {
					if (isOurs(columns.getString("TABLE_NAME"))) {
						parts.add("column %s.%s %s(%s) default %s".formatted(columns.getString("TABLE_NAME"),
								columns.getString("COLUMN_NAME"), columns.getString("TYPE_NAME"),
								columns.getString("COLUMN_SIZE"), columns.getString("COLUMN_DEF")));
					}
				}
			}
			try (ResultSet tables = metaData.getTables(jdbc.getCatalog(), jdbc.getSchema(), "%", null)) {
				while (tables.next()) {
					String table = tables.getString("TABLE_NAME");
					String type = tables.getString("TABLE_TYPE");
					if (isOurs(table) && !type.contains("INDEX")) {
						parts.add(type + " " + table);
						if (type.contains("TABLE")) {
							addIndexes(jdbc, table, parts);
						}
					}
				}
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return new Structure(Tables.of(connection).only(Structure::isOurs), parts);
	}

	private static void addIndexes(Connection jdbc, String table, Set<String> parts) throws SQLException {
		TreeMap<String, String> indexes = new TreeMap<>();
		try (ResultSet columns = jdbc.getMetaData()
			.getIndexInfo(jdbc.getCatalog(), jdbc.getSchema(), table, false, true)) {
			while (columns.next()) {
				String name = columns.getString("INDEX_NAME");
				if (name != null) {
					indexes.merge(name, columns.getBoolean("NON_UNIQUE") + " " + columns.getString("COLUMN_NAME"),
							(first, second) -> first + ", " + second);
				}
			}
		}
		// H2 numbers the indexes that it makes for itself
		indexes.forEach((name, columns) -> parts
			.add("index of " + table + " " + name.replaceAll("(PRIMARY_KEY|CONSTRAINT)_.*", "$1") + " " + columns));
	}

	private static boolean isOurs(String table) {
		return !OTHERS.contains(table.toLowerCase(Locale.ROOT));
	}

}
