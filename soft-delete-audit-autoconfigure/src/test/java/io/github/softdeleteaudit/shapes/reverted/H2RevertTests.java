package io.github.softdeleteaudit.shapes.reverted;

import io.github.softdeleteaudit.test.TestDatabase;

class H2RevertTests extends RevertContract {

	H2RevertTests() {
		super(TestDatabase.H2);
	}

}
