package io.github.softdeleteaudit.schema.existing;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.softdeleteaudit.schema.Sequences;
import io.github.softdeleteaudit.test.DatabaseConnection;

/**
 * What a schema consists of, as the database tells it: columns with types and
 * nullability, keys, indexes and sequences. The names of constraints and indexes, and the
 * order of columns, are left out.
 *
 * @param lines a line for each of these
 */
record SchemaOutline(List<String> lines) {

	static SchemaOutline of(DatabaseConnection database) {
		List<String> lines = new ArrayList<>();
		try (Connection connection = database.open()) {
			for (String table : tables(connection)) {
				columns(connection, table, lines);
				primaryKey(connection, table, lines);
				foreignKeys(connection, table, lines);
				indexes(connection, table, lines);
			}
			lines.addAll(Sequences.of(connection, database.database()));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return new SchemaOutline(lines.stream().map((line) -> line.toLowerCase(Locale.ROOT)).sorted().toList());
	}

	private static List<String> tables(Connection connection) throws SQLException {
		List<String> names = new ArrayList<>();
		try (ResultSet tables = connection.getMetaData()
			.getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] { "TABLE", "BASE TABLE" })) {
			while (tables.next()) {
				names.add(tables.getString("TABLE_NAME"));
			}
		}
		return names;
	}

	private static void columns(Connection connection, String table, List<String> lines) throws SQLException {
		try (ResultSet columns = connection.getMetaData()
			.getColumns(connection.getCatalog(), connection.getSchema(), table, "%")) {
			while (columns.next()) {
				// MariaDB has two types for a boolean
				String type = Set.of(Types.BIT, Types.BOOLEAN).contains(columns.getInt("DATA_TYPE")) ? "boolean"
						: "%s(%s,%s)".formatted(columns.getString("TYPE_NAME"), columns.getString("COLUMN_SIZE"),
								columns.getString("DECIMAL_DIGITS"));
				lines.add("column %s.%s %s %s %s".formatted(table, columns.getString("COLUMN_NAME"), type,
						(columns.getInt("NULLABLE") == DatabaseMetaData.columnNullable) ? "null" : "not null",
						"YES".equals(columns.getString("IS_AUTOINCREMENT")) ? "identity" : ""));
			}
		}
	}

	private static void primaryKey(Connection connection, String table, List<String> lines) throws SQLException {
		Map<Integer, String> columns = new TreeMap<>();
		try (ResultSet keys = connection.getMetaData()
			.getPrimaryKeys(connection.getCatalog(), connection.getSchema(), table)) {
			while (keys.next()) {
				columns.put(keys.getInt("KEY_SEQ"), keys.getString("COLUMN_NAME"));
			}
		}
		lines.add("primary key of %s %s".formatted(table, columns.values()));
	}

	private static void foreignKeys(Connection connection, String table, List<String> lines) throws SQLException {
		try (ResultSet keys = connection.getMetaData()
			.getImportedKeys(connection.getCatalog(), connection.getSchema(), table)) {
			while (keys.next()) {
				lines.add("foreign key %s.%s to %s.%s".formatted(table, keys.getString("FKCOLUMN_NAME"),
						keys.getString("PKTABLE_NAME"), keys.getString("PKCOLUMN_NAME")));
			}
		}
	}

	private static void indexes(Connection connection, String table, List<String> lines) throws SQLException {
		Map<String, String> indexes = new TreeMap<>();
		try (ResultSet parts = connection.getMetaData()
			.getIndexInfo(connection.getCatalog(), connection.getSchema(), table, false, true)) {
			while (parts.next()) {
				String start = (parts.getBoolean("NON_UNIQUE") ? "index of " : "unique index of ") + table + ":";
				String filter = parts.getString("FILTER_CONDITION");
				indexes.merge(String.valueOf(parts.getString("INDEX_NAME")),
						start + ((filter != null) ? " where " + filter + ":" : ""), (index, same) -> index);
				indexes.merge(parts.getString("INDEX_NAME"),
						" " + parts.getString("COLUMN_NAME") + " " + parts.getString("ASC_OR_DESC"), String::concat);
			}
		}
		lines.addAll(new TreeSet<>(indexes.values()));
	}

}
