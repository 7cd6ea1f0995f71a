package io.github.softdeleteaudit.shapes.conflict;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbRestoreHistoryTests extends RestoreHistoryContract {

	MariaDbRestoreHistoryTests() {
		super(TestDatabase.MARIADB);
	}

}
