package io.github.softdeleteaudit.test;

import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The contents of all tables of a database at one moment, read by plain JDBC, to be
 * compared with those of another moment.
 *
 * @param rows the rows of each table, in a stable order, each as a text of its columns
 * and values
 */
public record Tables(Map<String, List<String>> rows) {

	/**
	 * Read all tables.
	 * @param connection the database
	 * @return their contents
	 */
	public static Tables of(DatabaseConnection connection) {
		return of(connection, (column) -> true);
	}

	/**
	 * Read all tables but for some columns.
	 * @param connection the database
	 * @param columns which columns to read, by their names in lower case
	 * @return their contents
	 */
	public static Tables of(DatabaseConnection connection, Predicate<String> columns) {
		return of(connection, (table) -> true, columns);
	}

	/**
	 * Read all tables but for some columns and those tables in which audit rows and
	 * revisions are kept.
	 * @param connection the database
	 * @param columns which columns to read, by their names in lower case
	 * @return the contents of the other tables
	 */
	public static Tables withoutAudit(DatabaseConnection connection, Predicate<String> columns) {
		return of(connection, (table) -> !table.endsWith("_aud") && !table.equals("revinfo"), columns);
	}

	private static Tables of(DatabaseConnection connection, Predicate<String> tables, Predicate<String> columns) {
		return connection.read((jdbc) -> {
			Map<String, List<String>> rows = new TreeMap<>();
			for (Name table : tableNames(jdbc)) {
				if (tables.test(table.key())) {
					rows.put(table.key(), rows(jdbc, table.quoted(jdbc.getMetaData()), columns));
				}
			}
			return new Tables(rows);
		});
	}

	/**
	 * Leave tables out.
	 * @param tables which tables to keep, by their names in lower case
	 * @return the contents of the others
	 */
	public Tables only(Predicate<String> tables) {
		Map<String, List<String>> kept = new TreeMap<>(this.rows);
		kept.keySet().removeIf(tables.negate());
		return new Tables(kept);
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		this.rows.forEach((table, contents) -> {
			text.append(table).append('\n');
			contents.forEach((row) -> text.append("  ").append(row).append('\n'));
		});
		return text.toString();
	}

	// a schema, or in MariaDB a catalog, beside that of the connection
	private static List<Name> tableNames(Connection jdbc) throws SQLException {
		List<Name> names = new ArrayList<>();
		DatabaseMetaData metaData = jdbc.getMetaData();
		boolean schemas = metaData.supportsSchemasInTableDefinitions();
		String own = schemas ? jdbc.getSchema() : jdbc.getCatalog();
		try (ResultSet tables = metaData.getTables(schemas ? jdbc.getCatalog() : null, null, "%",
				new String[] { "TABLE", "BASE TABLE" })) {
			while (tables.next()) {
				String space = tables.getString(schemas ? "TABLE_SCHEM" : "TABLE_CAT");
				if (space.equals(own)) {
					names.add(new Name(null, tables.getString("TABLE_NAME")));
				}
				else if (schemas ? !space.equalsIgnoreCase("information_schema") && !space.startsWith("pg_")
						: space.startsWith(own + "_")) {
					names.add(new Name(space, tables.getString("TABLE_NAME")));
				}
			}
		}
		return names;
	}

	private static List<String> rows(Connection jdbc, String table, Predicate<String> columns) throws SQLException {
		List<String> rows = new ArrayList<>();
		try (Statement statement = jdbc.createStatement();
				ResultSet result = statement.executeQuery("select * from " + table)) {
			Map<String, Integer> read = columns(result.getMetaData(), columns);
			while (result.next()) {
				StringJoiner row = new StringJoiner(", ");
				for (Map.Entry<String, Integer> column : read.entrySet()) {
					row.add(column.getKey() + text(result.getObject(column.getValue())));
				}
				rows.add(row.toString());
			}
		}
		rows.sort(null);
		return rows;
	}

	// the places of the columns, by what stands before their values
	private static Map<String, Integer> columns(ResultSetMetaData metaData, Predicate<String> columns)
			throws SQLException {
		Map<String, Integer> places = new TreeMap<>();
		for (int i = 1; i <= metaData.getColumnCount(); i++) {
			String column = metaData.getColumnLabel(i).toLowerCase(Locale.ROOT);
			if (columns.test(column)) {
				places.put(column + "=", i);
			}
		}
		return places;
	}

	private static String text(Object value) throws SQLException {
		if (value instanceof Clob clob) {
			return clob.getSubString(1, (int) clob.length());
		}
		if (value instanceof Blob blob) {
			return Arrays.toString(blob.getBytes(1, (int) blob.length()));
		}
		return (value instanceof byte[] bytes) ? Arrays.toString(bytes) : String.valueOf(value);
	}

	/**
	 * A table's name.
	 *
	 * @param space the schema or catalog, or {@code null} for that of the connection
	 * @param table the name
	 */
	private record Name(String space, String table) {

		String key() {
			return ((this.space != null) ? this.space + "." + this.table : this.table).toLowerCase(Locale.ROOT);
		}

		String quoted(DatabaseMetaData metaData) throws SQLException {
			String quote = metaData.getIdentifierQuoteString();
			String quoted = quote + this.table + quote;
			return (this.space != null) ? quote + this.space + quote + "." + quoted : quoted;
		}

	}

}
