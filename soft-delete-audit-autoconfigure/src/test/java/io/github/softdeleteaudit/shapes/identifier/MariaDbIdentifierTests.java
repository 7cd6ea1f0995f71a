package io.github.softdeleteaudit.shapes.identifier;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbIdentifierTests extends IdentifierContract {

	MariaDbIdentifierTests() {
		super(TestDatabase.MARIADB);
	}

}
