package io.github.softdeleteaudit.audit.envers;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlRowChangeRecorderTests extends RowChangeRecorderContract {

	PostgreSqlRowChangeRecorderTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
