package io.github.softdeleteaudit.softdelete;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlDeleteTests extends DeleteContract {

	PostgreSqlDeleteTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
