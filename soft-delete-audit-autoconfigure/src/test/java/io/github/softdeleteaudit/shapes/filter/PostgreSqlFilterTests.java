package io.github.softdeleteaudit.shapes.filter;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlFilterTests extends FilterContract {

	PostgreSqlFilterTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
