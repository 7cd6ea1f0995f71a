package io.github.softdeleteaudit.test;

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
		try (Connection jdbc = connection.open()) {
			Map<String, List<String>> rows = new TreeMap<>();
			for (String table : tableNames(jdbc)) {
				rows.put(table.toLowerCase(Locale.ROOT), rows(jdbc, table, columns));
			}
			return new Tables(rows);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
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

	/**
	 * Leave the tables out in which audit rows and revisions are kept.
	 * @return the contents of the others
	 */
	public Tables withoutAudit() {
		return only((table) -> !table.endsWith("_aud") && !table.equals("revinfo"));
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

	private static List<String> tableNames(Connection jdbc) throws SQLException {
		List<String> names = new ArrayList<>();
		DatabaseMetaData metaData = jdbc.getMetaData();
		try (ResultSet tables = metaData.getTables(jdbc.getCatalog(), jdbc.getSchema(), "%",
				new String[] { "TABLE", "BASE TABLE" })) {
			while (tables.next()) {
				names.add(tables.getString("TABLE_NAME"));
			}
		}
		return names;
	}

	private static List<String> rows(Connection jdbc, String table, Predicate<String> columns) throws SQLException {
		List<String> rows = new ArrayList<>();
		String quote = jdbc.getMetaData().getIdentifierQuoteString();
		try (Statement statement = jdbc.createStatement();
				ResultSet result = statement.executeQuery("select * from " + quote + table + quote)) {
			ResultSetMetaData metaData = result.getMetaData();
			while (result.next()) {
				List<String> values = new ArrayList<>();
				for (int i = 1; i <= metaData.getColumnCount(); i++) {
					String column = metaData.getColumnLabel(i).toLowerCase(Locale.ROOT);
					if (columns.test(column)) {
						values.add(column + "=" + text(result.getObject(i)));
					}
				}
				values.sort(null);
				rows.add(String.join(", ", values));
			}
		}
		rows.sort(null);
		return rows;
	}

	private static String text(Object value) {
		return (value instanceof byte[] bytes) ? Arrays.toString(bytes) : String.valueOf(value);
	}

}
