package io.github.softdeleteaudit.shapes.naming;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlNamingTests extends NamingContract {

	PostgreSqlNamingTests() {
		super(TestDatabase.POSTGRESQL, NamingModel.Snake.class);
	}

}
