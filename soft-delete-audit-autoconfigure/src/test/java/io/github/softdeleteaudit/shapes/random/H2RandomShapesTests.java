package io.github.softdeleteaudit.shapes.random;

import io.github.softdeleteaudit.test.TestDatabase;

class H2RandomShapesTests extends RandomShapesContract {

	H2RandomShapesTests() {
		super(TestDatabase.H2, 7000);
	}

}
