package io.github.softdeleteaudit.shapes.bulk;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbBulkDeleteTests extends BulkDeleteContract {

	MariaDbBulkDeleteTests() {
		super(TestDatabase.MARIADB);
	}

}
