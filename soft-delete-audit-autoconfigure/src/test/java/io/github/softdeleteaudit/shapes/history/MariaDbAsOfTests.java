package io.github.softdeleteaudit.shapes.history;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbAsOfTests extends AsOfContract {

	MariaDbAsOfTests() {
		super(TestDatabase.MARIADB);
	}

}
