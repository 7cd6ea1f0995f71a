package io.github.softdeleteaudit.shapes.reverted;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbShapesRevertTests extends ShapesRevertContract {

	MariaDbShapesRevertTests() {
		super(TestDatabase.MARIADB);
	}

}
