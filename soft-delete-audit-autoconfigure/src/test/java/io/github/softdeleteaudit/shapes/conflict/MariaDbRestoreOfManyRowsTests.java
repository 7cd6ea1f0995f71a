package io.github.softdeleteaudit.shapes.conflict;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbRestoreOfManyRowsTests extends RestoreOfManyRowsContract {

	MariaDbRestoreOfManyRowsTests() {
		super(TestDatabase.MARIADB);
	}

}
