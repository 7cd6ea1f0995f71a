package io.github.softdeleteaudit.shapes.bulkupdate;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbBulkUpdateTests extends BulkUpdateContract {

	MariaDbBulkUpdateTests() {
		super(TestDatabase.MARIADB);
	}

}
