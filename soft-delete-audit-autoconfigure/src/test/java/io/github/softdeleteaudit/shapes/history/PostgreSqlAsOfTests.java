package io.github.softdeleteaudit.shapes.history;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlAsOfTests extends AsOfContract {

	PostgreSqlAsOfTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
