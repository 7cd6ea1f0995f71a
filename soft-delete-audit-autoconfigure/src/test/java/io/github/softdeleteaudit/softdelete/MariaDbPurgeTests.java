package io.github.softdeleteaudit.softdelete;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbPurgeTests extends PurgeContract {

	MariaDbPurgeTests() {
		super(TestDatabase.MARIADB);
	}

}
