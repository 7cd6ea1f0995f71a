package io.github.softdeleteaudit.shapes.reverted;

import io.github.softdeleteaudit.test.TestDatabase;

class H2ChangesTests extends ChangesContract {

	H2ChangesTests() {
		super(TestDatabase.H2);
	}

}
