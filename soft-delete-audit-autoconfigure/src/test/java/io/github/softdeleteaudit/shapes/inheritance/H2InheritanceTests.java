package io.github.softdeleteaudit.shapes.inheritance;

import io.github.softdeleteaudit.test.TestDatabase;

class H2InheritanceTests extends InheritanceContract {

	H2InheritanceTests() {
		super(TestDatabase.H2);
	}

}
