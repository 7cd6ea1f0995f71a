package io.github.softdeleteaudit.shapes.recorded;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlRecordedTests extends RecordedContract {

	PostgreSqlRecordedTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
