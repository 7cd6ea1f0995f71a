package io.github.softdeleteaudit.shapes.reverted;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbRevertTests extends RevertContract {

	MariaDbRevertTests() {
		super(TestDatabase.MARIADB);
	}

}
