package io.github.softdeleteaudit.audit.envers;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbRowChangeRecorderTests extends RowChangeRecorderContract {

	MariaDbRowChangeRecorderTests() {
		super(TestDatabase.MARIADB);
	}

}
