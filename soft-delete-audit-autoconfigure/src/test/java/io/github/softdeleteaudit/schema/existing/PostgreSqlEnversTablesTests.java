package io.github.softdeleteaudit.schema.existing;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlEnversTablesTests extends EnversTablesContract {

	PostgreSqlEnversTablesTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
