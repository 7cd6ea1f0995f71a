package io.github.softdeleteaudit.shapes.reverted;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbChangesTests extends ChangesContract {

	MariaDbChangesTests() {
		super(TestDatabase.MARIADB);
	}

}
