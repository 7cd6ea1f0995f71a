package io.github.softdeleteaudit.shapes.conflict;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlRestoreEventTests extends RestoreEventContract {

	PostgreSqlRestoreEventTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
