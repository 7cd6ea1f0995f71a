package io.github.softdeleteaudit.unique;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbLiveKeyHolderTests extends LiveKeyHolderContract {

	MariaDbLiveKeyHolderTests() {
		super(TestDatabase.MARIADB);
	}

}
