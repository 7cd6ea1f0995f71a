package io.github.softdeleteaudit.shapes.bulkupdate;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlBulkUpdateTests extends BulkUpdateContract {

	PostgreSqlBulkUpdateTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
