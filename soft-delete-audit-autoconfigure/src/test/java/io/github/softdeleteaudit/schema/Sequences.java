package io.github.softdeleteaudit.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.github.softdeleteaudit.test.TestDatabase;

/**
 * The sequences of a database, which JDBC does not tell of.
 */
public final class Sequences {

	private Sequences() {
	}

	/**
	 * Read the sequences.
	 * @param connection a connection to the database
	 * @param kind the kind of database
	 * @return a line for each, with its name and its increment
	 * @throws SQLException if they cannot be read
	 */
	public static List<String> of(Connection connection, TestDatabase kind) throws SQLException {
		List<String> lines = new ArrayList<>();
		List<String> names = new ArrayList<>();
		String sql = switch (kind) {
			case H2 -> "select sequence_name, increment from information_schema.sequences"
					+ " where sequence_name not like 'SYSTEM_SEQUENCE%'";
			case POSTGRESQL -> "select sequencename, increment_by from pg_sequences";
			case MARIADB -> "select table_name, null from information_schema.tables"
					+ " where table_type = 'SEQUENCE' and table_schema = database()";
		};
		try (Statement statement = connection.createStatement(); ResultSet sequences = statement.executeQuery(sql)) {
			while (sequences.next()) {
				names.add(sequences.getString(1));
				if (kind != TestDatabase.MARIADB) {
					lines.add("sequence %s by %s".formatted(sequences.getString(1), sequences.getString(2)));
				}
			}
		}
		if (kind == TestDatabase.MARIADB) {
			for (String name : names) {
				try (Statement statement = connection.createStatement();
						ResultSet sequence = statement.executeQuery("select increment from " + name)) {
					sequence.next();
					lines.add("sequence %s by %s".formatted(name, sequence.getString(1)));
				}
			}
		}
		return lines;
	}

}
