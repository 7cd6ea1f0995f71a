package io.github.softdeleteaudit.shapes.flag;

import io.github.softdeleteaudit.test.TestDatabase;

class H2ModifiedFlagTests extends ModifiedFlagContract {

	H2ModifiedFlagTests() {
		super(TestDatabase.H2);
	}

}
