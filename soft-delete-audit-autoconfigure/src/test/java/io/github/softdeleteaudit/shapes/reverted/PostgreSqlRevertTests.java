package io.github.softdeleteaudit.shapes.reverted;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlRevertTests extends RevertContract {

	PostgreSqlRevertTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
