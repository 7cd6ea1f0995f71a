package io.github.softdeleteaudit.shapes.reading;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlLiveReadingTests extends LiveReadingContract {

	PostgreSqlLiveReadingTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
