package io.github.softdeleteaudit.schema.existing;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbFlagTests extends FlagContract {

	MariaDbFlagTests() {
		super(TestDatabase.MARIADB);
	}

}
