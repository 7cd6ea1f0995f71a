package io.github.softdeleteaudit.shapes.time;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbTimeInBerlinTests extends TimeContract {

	MariaDbTimeInBerlinTests() {
		super(TestDatabase.MARIADB, "Europe/Berlin");
	}

}
