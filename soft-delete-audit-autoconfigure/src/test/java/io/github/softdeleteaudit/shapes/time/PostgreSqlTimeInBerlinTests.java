package io.github.softdeleteaudit.shapes.time;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlTimeInBerlinTests extends TimeContract {

	PostgreSqlTimeInBerlinTests() {
		super(TestDatabase.POSTGRESQL, "Europe/Berlin");
	}

}
