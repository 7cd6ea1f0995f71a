package io.github.softdeleteaudit.shapes.bulkupdate;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbPlainBulkChangeTests extends PlainBulkChangeContract {

	MariaDbPlainBulkChangeTests() {
		super(TestDatabase.MARIADB);
	}

}
