package io.github.softdeleteaudit.softdelete;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlPurgeTests extends PurgeContract {

	PostgreSqlPurgeTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
