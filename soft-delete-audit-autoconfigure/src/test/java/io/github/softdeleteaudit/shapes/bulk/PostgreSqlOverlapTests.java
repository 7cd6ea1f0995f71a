package io.github.softdeleteaudit.shapes.bulk;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlOverlapTests extends OverlapContract {

	PostgreSqlOverlapTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
