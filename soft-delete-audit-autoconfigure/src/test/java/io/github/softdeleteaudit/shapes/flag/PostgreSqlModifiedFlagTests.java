package io.github.softdeleteaudit.shapes.flag;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlModifiedFlagTests extends ModifiedFlagContract {

	PostgreSqlModifiedFlagTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
