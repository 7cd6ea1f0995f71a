package io.github.softdeleteaudit.shapes.conflict;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbRestoreEventTests extends RestoreEventContract {

	MariaDbRestoreEventTests() {
		super(TestDatabase.MARIADB);
	}

}
