package io.github.softdeleteaudit.shapes.conflict;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlRestoreConflictTests extends RestoreConflictContract {

	PostgreSqlRestoreConflictTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
