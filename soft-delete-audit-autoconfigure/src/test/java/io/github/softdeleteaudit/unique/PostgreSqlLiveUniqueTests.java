package io.github.softdeleteaudit.unique;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlLiveUniqueTests extends LiveUniqueContract {

	PostgreSqlLiveUniqueTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
