package io.github.softdeleteaudit.unique;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbLiveUniqueViolationTests extends LiveUniqueViolationContract {

	MariaDbLiveUniqueViolationTests() {
		super(TestDatabase.MARIADB);
	}

}
