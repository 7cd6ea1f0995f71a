package io.github.softdeleteaudit.unique;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlLiveUniqueViolationTests extends LiveUniqueViolationContract {

	PostgreSqlLiveUniqueViolationTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
