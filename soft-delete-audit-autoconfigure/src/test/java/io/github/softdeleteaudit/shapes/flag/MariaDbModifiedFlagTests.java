package io.github.softdeleteaudit.shapes.flag;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbModifiedFlagTests extends ModifiedFlagContract {

	MariaDbModifiedFlagTests() {
		super(TestDatabase.MARIADB);
	}

}
