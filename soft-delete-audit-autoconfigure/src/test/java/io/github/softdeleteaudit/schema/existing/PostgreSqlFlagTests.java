package io.github.softdeleteaudit.schema.existing;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlFlagTests extends FlagContract {

	PostgreSqlFlagTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
