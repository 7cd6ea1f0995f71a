package io.github.softdeleteaudit.schema.existing;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlTimeTests extends TimeContract {

	PostgreSqlTimeTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
