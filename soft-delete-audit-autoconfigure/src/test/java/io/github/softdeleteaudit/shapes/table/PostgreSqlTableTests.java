package io.github.softdeleteaudit.shapes.table;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlTableTests extends TableContract {

	PostgreSqlTableTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
