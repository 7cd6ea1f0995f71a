package io.github.softdeleteaudit.softdelete;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbDeleteTests extends DeleteContract {

	MariaDbDeleteTests() {
		super(TestDatabase.MARIADB);
	}

}
