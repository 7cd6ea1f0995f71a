package io.github.softdeleteaudit.shapes.referred;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbReferenceReadTests extends ReferenceReadContract {

	MariaDbReferenceReadTests() {
		super(TestDatabase.MARIADB);
	}

}
