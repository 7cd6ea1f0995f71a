package io.github.softdeleteaudit.shapes.subselect;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbSubselectTests extends SubselectContract {

	MariaDbSubselectTests() {
		super(TestDatabase.MARIADB);
	}

}
