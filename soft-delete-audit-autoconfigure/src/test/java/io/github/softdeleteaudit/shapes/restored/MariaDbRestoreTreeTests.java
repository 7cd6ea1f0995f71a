package io.github.softdeleteaudit.shapes.restored;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbRestoreTreeTests extends RestoreTreeContract {

	MariaDbRestoreTreeTests() {
		super(TestDatabase.MARIADB);
	}

}
