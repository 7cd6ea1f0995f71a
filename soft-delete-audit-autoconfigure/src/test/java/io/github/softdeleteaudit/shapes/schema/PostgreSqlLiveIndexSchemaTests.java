package io.github.softdeleteaudit.shapes.schema;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlLiveIndexSchemaTests extends LiveIndexSchemaContract {

	PostgreSqlLiveIndexSchemaTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
