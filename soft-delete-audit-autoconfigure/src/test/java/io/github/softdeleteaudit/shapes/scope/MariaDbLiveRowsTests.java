package io.github.softdeleteaudit.shapes.scope;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbLiveRowsTests extends LiveRowsContract {

	MariaDbLiveRowsTests() {
		super(TestDatabase.MARIADB);
	}

}
