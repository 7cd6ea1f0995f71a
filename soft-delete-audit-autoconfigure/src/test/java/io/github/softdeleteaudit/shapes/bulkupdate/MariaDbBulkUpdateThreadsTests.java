package io.github.softdeleteaudit.shapes.bulkupdate;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbBulkUpdateThreadsTests extends BulkUpdateThreadsContract {

	MariaDbBulkUpdateThreadsTests() {
		super(TestDatabase.MARIADB);
	}

}
