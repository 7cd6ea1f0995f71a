package io.github.softdeleteaudit.softdelete;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlRandomSequenceTests extends RandomSequenceContract {

	PostgreSqlRandomSequenceTests() {
		super(TestDatabase.POSTGRESQL, 150);
	}

}
