package io.github.softdeleteaudit.shapes.unit;

import io.github.softdeleteaudit.test.TestDatabase;

class H2UnitTests extends UnitContract {

	H2UnitTests() {
		super(TestDatabase.H2);
	}

}
