package io.github.softdeleteaudit.audit.envers;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbRowChangeRecorderTests extends AbstractRowChangeRecorderTests {

	MariaDbRowChangeRecorderTests() {
		super(TestDatabase.MARIADB);
	}

}
