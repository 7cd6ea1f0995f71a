package io.github.softdeleteaudit.sample;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.github.softdeleteaudit.test.DatabaseConnection;

/**
 * What is in a database, read by plain JDBC.
 */
final class Tables {

	private Tables() {
	}

	/**
	 * All rows of all tables but those of the audit, without their versions.
	 */
	static Map<String, List<String>> rows(DatabaseConnection database) {
		Map<String, List<String>> rows = new TreeMap<>();
		try (Connection connection = database.open();
				ResultSet tables = connection.getMetaData()
					.getTables(connection.getCatalog(), connection.getSchema(), "%",
							new String[] { "TABLE", "BASE TABLE" })) {
			while (tables.next()) {
				String table = tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
				if (!table.endsWith("_aud") && !table.equals("revinfo")) {
					rows.put(table, rows(connection, table));
				}
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return rows;
	}

	private static List<String> rows(Connection connection, String table) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("select * from " + table)) {
			List<String> rows = new ArrayList<>();
			while (result.next()) {
				rows.add(row(result));
			}
			return rows.stream().sorted().toList();
		}
	}

	private static String row(ResultSet result) throws SQLException {
		Map<String, String> row = new TreeMap<>();
		for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
			row.put(result.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT),
					String.valueOf(result.getString(i)));
		}
		row.remove("version");
		return row.toString();
	}

}
