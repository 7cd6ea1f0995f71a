package io.github.softdeleteaudit.shapes.identifier;

import io.github.softdeleteaudit.test.TestDatabase;

class H2IdentifierTests extends IdentifierContract {

	H2IdentifierTests() {
		super(TestDatabase.H2);
	}

}
