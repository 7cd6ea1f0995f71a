package io.github.softdeleteaudit.audit.envers;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlRowChangeRecorderTests extends AbstractRowChangeRecorderTests {

	PostgreSqlRowChangeRecorderTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
