package io.github.softdeleteaudit.shapes.reverted;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlShapesRevertTests extends ShapesRevertContract {

	PostgreSqlShapesRevertTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
