package io.github.softdeleteaudit.shapes.recorded;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbRecordedTests extends RecordedContract {

	MariaDbRecordedTests() {
		super(TestDatabase.MARIADB);
	}

}
