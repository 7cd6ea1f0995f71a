package io.github.softdeleteaudit.shapes.bulkupdate;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlBulkUpdateThreadsTests extends BulkUpdateThreadsContract {

	PostgreSqlBulkUpdateThreadsTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
