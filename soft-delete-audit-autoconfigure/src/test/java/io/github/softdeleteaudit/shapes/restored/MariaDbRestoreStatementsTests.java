package io.github.softdeleteaudit.shapes.restored;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbRestoreStatementsTests extends RestoreStatementsContract {

	MariaDbRestoreStatementsTests() {
		super(TestDatabase.MARIADB);
	}

}
