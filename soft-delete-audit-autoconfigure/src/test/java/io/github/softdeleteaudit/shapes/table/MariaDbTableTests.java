package io.github.softdeleteaudit.shapes.table;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbTableTests extends TableContract {

	MariaDbTableTests() {
		super(TestDatabase.MARIADB);
	}

}
