package io.github.softdeleteaudit.softdelete;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbReadTests extends ReadContract {

	MariaDbReadTests() {
		super(TestDatabase.MARIADB);
	}

}
