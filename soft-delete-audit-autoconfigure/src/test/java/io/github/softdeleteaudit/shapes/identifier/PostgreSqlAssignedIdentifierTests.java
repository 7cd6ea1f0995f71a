package io.github.softdeleteaudit.shapes.identifier;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlAssignedIdentifierTests extends AssignedIdentifierContract {

	PostgreSqlAssignedIdentifierTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
