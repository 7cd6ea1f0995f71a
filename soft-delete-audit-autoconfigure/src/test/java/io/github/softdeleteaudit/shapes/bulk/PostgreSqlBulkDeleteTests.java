package io.github.softdeleteaudit.shapes.bulk;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlBulkDeleteTests extends BulkDeleteContract {

	PostgreSqlBulkDeleteTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
