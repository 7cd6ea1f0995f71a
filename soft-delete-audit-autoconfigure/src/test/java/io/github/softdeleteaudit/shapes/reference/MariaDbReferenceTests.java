package io.github.softdeleteaudit.shapes.reference;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbReferenceTests extends ReferenceContract {

	MariaDbReferenceTests() {
		super(TestDatabase.MARIADB);
	}

}
