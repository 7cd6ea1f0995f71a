package io.github.softdeleteaudit.shapes.ondelete;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlOnDeleteTests extends OnDeleteContract {

	PostgreSqlOnDeleteTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
