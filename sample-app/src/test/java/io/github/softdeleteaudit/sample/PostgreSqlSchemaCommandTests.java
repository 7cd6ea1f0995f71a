package io.github.softdeleteaudit.sample;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlSchemaCommandTests extends SchemaCommandContract {

	PostgreSqlSchemaCommandTests() {
		super(TestDatabase.POSTGRESQL, "PostgreSQL", "17", "7");
	}

}
