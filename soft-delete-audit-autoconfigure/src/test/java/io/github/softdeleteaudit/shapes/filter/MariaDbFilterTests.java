package io.github.softdeleteaudit.shapes.filter;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbFilterTests extends FilterContract {

	MariaDbFilterTests() {
		super(TestDatabase.MARIADB);
	}

}
