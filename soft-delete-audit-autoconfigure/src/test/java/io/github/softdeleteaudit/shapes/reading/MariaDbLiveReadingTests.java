package io.github.softdeleteaudit.shapes.reading;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbLiveReadingTests extends LiveReadingContract {

	MariaDbLiveReadingTests() {
		super(TestDatabase.MARIADB);
	}

}
