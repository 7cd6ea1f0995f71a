package io.github.softdeleteaudit.shapes.conflict;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlRestoreHistoryTests extends RestoreHistoryContract {

	PostgreSqlRestoreHistoryTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
