package io.github.softdeleteaudit.shapes.conflict;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbRestoreConflictTests extends RestoreConflictContract {

	MariaDbRestoreConflictTests() {
		super(TestDatabase.MARIADB);
	}

}
