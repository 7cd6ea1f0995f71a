package io.github.softdeleteaudit.restore;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbRestoreTests extends RestoreContract {

	MariaDbRestoreTests() {
		super(TestDatabase.MARIADB);
	}

}
