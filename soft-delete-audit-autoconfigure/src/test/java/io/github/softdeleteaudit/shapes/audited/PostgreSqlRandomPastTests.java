package io.github.softdeleteaudit.shapes.audited;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlRandomPastTests extends RandomPastContract {

	PostgreSqlRandomPastTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
