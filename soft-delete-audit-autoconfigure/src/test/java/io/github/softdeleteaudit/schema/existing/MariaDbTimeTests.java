package io.github.softdeleteaudit.schema.existing;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbTimeTests extends TimeContract {

	MariaDbTimeTests() {
		super(TestDatabase.MARIADB);
	}

}
