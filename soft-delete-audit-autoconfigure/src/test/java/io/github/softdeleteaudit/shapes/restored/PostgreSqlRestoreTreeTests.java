package io.github.softdeleteaudit.shapes.restored;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlRestoreTreeTests extends RestoreTreeContract {

	PostgreSqlRestoreTreeTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
