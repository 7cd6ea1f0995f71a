package io.github.softdeleteaudit.shapes.bulkupdate;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlPlainBulkChangeTests extends PlainBulkChangeContract {

	PostgreSqlPlainBulkChangeTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
