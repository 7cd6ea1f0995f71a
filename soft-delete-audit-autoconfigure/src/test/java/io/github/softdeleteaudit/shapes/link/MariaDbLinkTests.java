package io.github.softdeleteaudit.shapes.link;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbLinkTests extends LinkContract {

	MariaDbLinkTests() {
		super(TestDatabase.MARIADB);
	}

}
