package io.github.softdeleteaudit.shapes.identifier;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlIdentifierTests extends IdentifierContract {

	PostgreSqlIdentifierTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
