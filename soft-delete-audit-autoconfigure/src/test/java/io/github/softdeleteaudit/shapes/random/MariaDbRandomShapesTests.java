package io.github.softdeleteaudit.shapes.random;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbRandomShapesTests extends RandomShapesContract {

	MariaDbRandomShapesTests() {
		super(TestDatabase.MARIADB, 1500);
	}

}
