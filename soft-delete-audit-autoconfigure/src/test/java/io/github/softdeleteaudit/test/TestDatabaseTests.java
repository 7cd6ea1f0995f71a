package io.github.softdeleteaudit.test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TestDatabase}.
 */
class TestDatabaseTests {

	@ParameterizedTest
	@EnumSource
	void aTableKeepsWhatIsWrittenToIt(TestDatabase database) throws SQLException {
		try (DatabaseConnection connection = database.create()) {
			connection.execute("create table person (name varchar(50))", "insert into person values ('Zoë 🦊')");
			assertThat(query(connection, "select name from person")).containsExactly("Zoë 🦊");
		}
	}

	@ParameterizedTest
	@EnumSource
	void twoDatabasesDoNotSeeEachOthersTables(TestDatabase database) throws SQLException {
		try (DatabaseConnection first = database.create(); DatabaseConnection second = database.create()) {
			first.execute("create table only_in_first (id int)");
			second.execute("create table only_in_second (id int)");
			assertThat(tables(first)).containsExactly("only_in_first");
			assertThat(tables(second)).containsExactly("only_in_second");
		}
	}

	@ParameterizedTest
	@EnumSource
	void closingDropsTheDatabaseEvenWhileItIsInUse(TestDatabase database) throws SQLException {
		DatabaseConnection dropped = database.create();
		dropped.execute("create table person (name varchar(50))");
		try (Connection inUse = dropped.open()) {
			assertThat(inUse.isValid(5)).isTrue();
			dropped.close();
		}
		if (database != TestDatabase.H2) {
			try (DatabaseConnection other = database.create()) {
				assertThat(databases(other)).contains(other.name()).doesNotContain(dropped.name());
			}
		}
	}

	private static List<String> tables(DatabaseConnection connection) throws SQLException {
		try (Connection jdbc = connection.open();
				ResultSet tables = jdbc.getMetaData().getTables(jdbc.getCatalog(), jdbc.getSchema(), "%", null)) {
			List<String> result = new ArrayList<>();
			while (tables.next()) {
				result.add(tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
			}
			return result;
		}
	}

	private static List<String> databases(DatabaseConnection connection) throws SQLException {
		return query(connection, (connection.database() == TestDatabase.POSTGRESQL) ? "select datname from pg_database"
				: "select schema_name from information_schema.schemata");
	}

	private static List<String> query(DatabaseConnection connection, String sql) throws SQLException {
		try (Connection jdbc = connection.open();
				Statement statement = jdbc.createStatement();
				ResultSet resultSet = statement.executeQuery(sql)) {
			List<String> result = new ArrayList<>();
			while (resultSet.next()) {
				result.add(resultSet.getString(1));
			}
			return result;
		}
	}

}
