package io.github.softdeleteaudit.shapes.reverted;

import io.github.softdeleteaudit.test.TestDatabase;

class H2ShapesRevertTests extends ShapesRevertContract {

	H2ShapesRevertTests() {
		super(TestDatabase.H2);
	}

}
