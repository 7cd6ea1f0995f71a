package io.github.softdeleteaudit.shapes.restored;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlDeletionsTests extends DeletionsContract {

	PostgreSqlDeletionsTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
