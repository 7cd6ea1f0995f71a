package io.github.softdeleteaudit.shapes.bulkupdate;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlManyRowsTests extends ManyRowsContract {

	PostgreSqlManyRowsTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
