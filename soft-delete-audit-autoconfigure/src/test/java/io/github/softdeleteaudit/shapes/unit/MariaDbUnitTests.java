package io.github.softdeleteaudit.shapes.unit;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbUnitTests extends UnitContract {

	MariaDbUnitTests() {
		super(TestDatabase.MARIADB);
	}

}
