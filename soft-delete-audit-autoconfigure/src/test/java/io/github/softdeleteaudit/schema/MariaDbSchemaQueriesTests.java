package io.github.softdeleteaudit.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.softdeleteaudit.test.DatabaseConnection;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application asks MariaDB at its start about a table makes the server open that
 * table alone, however many databases and tables it has.
 */
class MariaDbSchemaQueriesTests {

	static Stream<String> queries() {
		SchemaDdl ddl = new MySqlSchemaDdl(true);
		return Stream
			.of(ddl.columnTypes(), ddl.definitions(), ddl.constraints(), ddl.columnOptions(), ddl.columnChecks(),
					ddl.generatedColumns(), ddl.invalidIndexes())
			.filter(Objects::nonNull);
	}

	@ParameterizedTest
	@MethodSource("queries")
	void aTableIsReadWithoutLookingAtOthers(String query) throws SQLException {
		try (DatabaseConnection database = TestDatabase.MARIADB.create();
				Connection connection = database.open();
				PreparedStatement statement = connection.prepareStatement("explain " + query)) {
			statement.setString(1, database.name());
			statement.setString(2, "customer");
			List<String> plan = new ArrayList<>();
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					plan.add(rows.getString("Extra"));
				}
			}
			assertThat(plan).hasSize(1).allSatisfy((extra) -> assertThat(extra).contains("Scanned 0 databases"));
		}
	}

}
