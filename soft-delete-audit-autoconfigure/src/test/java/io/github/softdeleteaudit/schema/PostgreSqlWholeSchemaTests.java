package io.github.softdeleteaudit.schema;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlWholeSchemaTests extends WholeSchemaContract {

	PostgreSqlWholeSchemaTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
