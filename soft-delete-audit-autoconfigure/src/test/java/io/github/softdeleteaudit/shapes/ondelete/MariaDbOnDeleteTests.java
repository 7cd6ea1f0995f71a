package io.github.softdeleteaudit.shapes.ondelete;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbOnDeleteTests extends OnDeleteContract {

	MariaDbOnDeleteTests() {
		super(TestDatabase.MARIADB);
	}

}
