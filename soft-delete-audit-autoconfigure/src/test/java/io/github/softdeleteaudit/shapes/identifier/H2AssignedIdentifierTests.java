package io.github.softdeleteaudit.shapes.identifier;

import io.github.softdeleteaudit.test.TestDatabase;

class H2AssignedIdentifierTests extends AssignedIdentifierContract {

	H2AssignedIdentifierTests() {
		super(TestDatabase.H2);
	}

}
