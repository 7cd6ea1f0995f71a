package io.github.softdeleteaudit.schema.existing;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlUnauditedTests extends UnauditedContract {

	PostgreSqlUnauditedTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
