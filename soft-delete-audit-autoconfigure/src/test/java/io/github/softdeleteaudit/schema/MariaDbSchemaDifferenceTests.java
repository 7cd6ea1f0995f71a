package io.github.softdeleteaudit.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.github.softdeleteaudit.test.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class MariaDbSchemaDifferenceTests extends SchemaDifferenceContract {

	MariaDbSchemaDifferenceTests() {
		super(TestDatabase.MARIADB);
	}

	@Override
	String dropIndex(String table, String index) {
		return "alter table " + table + " drop index " + index;
	}

	// a column of a foreign key is not changed there
	@Override
	String[] narrowed() {
		List<String> keys = List.of("customer_aud", "purchase_aud");
		List<String> statements = new ArrayList<>(List.of("alter table customer modify fax varchar(10)"));
		keys.forEach((table) -> statements.add("alter table %s drop foreign key %s".formatted(table, keyOf(table))));
		List.of("customer_aud", "purchase_aud", "revinfo")
			.forEach((table) -> statements.add("alter table " + table + " modify rev integer not null"));
		keys.forEach(
				(table) -> statements.add("alter table %s add constraint %s foreign key (rev) references revinfo (rev)"
					.formatted(table, keyOf(table))));
		return statements.toArray(String[]::new);
	}

	private String keyOf(String table) {
		try (Connection connection = database().open();
				ResultSet keys = connection.getMetaData().getImportedKeys(connection.getCatalog(), null, table)) {
			assertThat(keys.next()).isTrue();
			return keys.getString("FK_NAME");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
