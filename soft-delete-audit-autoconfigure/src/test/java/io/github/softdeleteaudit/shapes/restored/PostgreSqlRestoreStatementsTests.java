package io.github.softdeleteaudit.shapes.restored;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlRestoreStatementsTests extends RestoreStatementsContract {

	PostgreSqlRestoreStatementsTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
