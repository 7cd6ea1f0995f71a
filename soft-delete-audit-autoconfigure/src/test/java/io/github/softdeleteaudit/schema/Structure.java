package io.github.softdeleteaudit.schema;

import java.util.Locale;

import io.github.softdeleteaudit.test.DatabaseConnection;
import io.github.softdeleteaudit.test.Tables;

/**
 * The schema of a database and its rows, but for what Flyway and Liquibase keep for
 * themselves.
 *
 * @param rows the rows
 * @param catalog the schema
 */
record Structure(Tables rows, SchemaCatalog catalog) {

	static Structure of(DatabaseConnection connection) {
		return new Structure(
				Tables.of(connection).only((table) -> !SchemaCatalog.TOOLS.contains(table.toLowerCase(Locale.ROOT))),
				SchemaCatalog.of(connection));
	}

}
