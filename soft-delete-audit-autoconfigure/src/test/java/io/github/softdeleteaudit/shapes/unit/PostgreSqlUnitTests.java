package io.github.softdeleteaudit.shapes.unit;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlUnitTests extends UnitContract {

	PostgreSqlUnitTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
