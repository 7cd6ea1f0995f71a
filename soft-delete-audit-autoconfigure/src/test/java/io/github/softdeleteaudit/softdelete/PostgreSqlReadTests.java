package io.github.softdeleteaudit.softdelete;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlReadTests extends ReadContract {

	PostgreSqlReadTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
