package io.github.softdeleteaudit.shapes.reverted;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlChangesTests extends ChangesContract {

	PostgreSqlChangesTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
