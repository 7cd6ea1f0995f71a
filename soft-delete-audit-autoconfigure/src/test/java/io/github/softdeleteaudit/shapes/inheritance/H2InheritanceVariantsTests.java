package io.github.softdeleteaudit.shapes.inheritance;

import io.github.softdeleteaudit.test.TestDatabase;

class H2InheritanceVariantsTests extends InheritanceVariantsContract {

	H2InheritanceVariantsTests() {
		super(TestDatabase.H2);
	}

}
