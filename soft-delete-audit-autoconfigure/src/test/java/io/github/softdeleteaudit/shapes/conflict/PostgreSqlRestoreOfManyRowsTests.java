package io.github.softdeleteaudit.shapes.conflict;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlRestoreOfManyRowsTests extends RestoreOfManyRowsContract {

	PostgreSqlRestoreOfManyRowsTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
