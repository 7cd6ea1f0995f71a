package io.github.softdeleteaudit.shapes.scope;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlLiveRowsTests extends LiveRowsContract {

	PostgreSqlLiveRowsTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
