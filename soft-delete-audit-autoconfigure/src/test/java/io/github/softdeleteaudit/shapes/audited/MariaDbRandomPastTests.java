package io.github.softdeleteaudit.shapes.audited;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbRandomPastTests extends RandomPastContract {

	MariaDbRandomPastTests() {
		super(TestDatabase.MARIADB);
	}

}
