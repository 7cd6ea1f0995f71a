package io.github.softdeleteaudit.repository;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlBulkOperationsTests extends BulkOperationsContract {

	PostgreSqlBulkOperationsTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
