package io.github.softdeleteaudit.restore;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlRestoreTests extends RestoreContract {

	PostgreSqlRestoreTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
