package io.github.softdeleteaudit.unique;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbLiveUniqueTests extends LiveUniqueContract {

	MariaDbLiveUniqueTests() {
		super(TestDatabase.MARIADB);
	}

}
