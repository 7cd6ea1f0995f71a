package io.github.softdeleteaudit.schema.existing;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlFlagToTimeTests extends FlagToTimeContract {

	PostgreSqlFlagToTimeTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
