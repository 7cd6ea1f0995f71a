package io.github.softdeleteaudit.shapes.schema;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbDeletedIndexTests extends DeletedIndexContract {

	MariaDbDeletedIndexTests() {
		super(TestDatabase.MARIADB);
	}

}
