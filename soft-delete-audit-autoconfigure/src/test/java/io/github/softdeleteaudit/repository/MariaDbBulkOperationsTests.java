package io.github.softdeleteaudit.repository;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbBulkOperationsTests extends BulkOperationsContract {

	MariaDbBulkOperationsTests() {
		super(TestDatabase.MARIADB);
	}

}
