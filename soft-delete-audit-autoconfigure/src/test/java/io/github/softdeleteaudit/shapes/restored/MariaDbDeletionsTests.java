package io.github.softdeleteaudit.shapes.restored;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbDeletionsTests extends DeletionsContract {

	MariaDbDeletionsTests() {
		super(TestDatabase.MARIADB);
	}

}
