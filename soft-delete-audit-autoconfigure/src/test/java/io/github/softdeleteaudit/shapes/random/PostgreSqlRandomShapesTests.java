package io.github.softdeleteaudit.shapes.random;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlRandomShapesTests extends RandomShapesContract {

	PostgreSqlRandomShapesTests() {
		super(TestDatabase.POSTGRESQL, 2000);
	}

}
