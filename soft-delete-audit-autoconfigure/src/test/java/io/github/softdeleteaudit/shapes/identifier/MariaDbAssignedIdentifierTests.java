package io.github.softdeleteaudit.shapes.identifier;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbAssignedIdentifierTests extends AssignedIdentifierContract {

	MariaDbAssignedIdentifierTests() {
		super(TestDatabase.MARIADB);
	}

}
