package io.github.softdeleteaudit.shapes.bulk;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlBulkRaceTests extends BulkRaceContract {

	PostgreSqlBulkRaceTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
