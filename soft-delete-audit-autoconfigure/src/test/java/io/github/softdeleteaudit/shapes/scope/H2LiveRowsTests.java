package io.github.softdeleteaudit.shapes.scope;

import io.github.softdeleteaudit.test.TestDatabase;

class H2LiveRowsTests extends LiveRowsContract {

	H2LiveRowsTests() {
		super(TestDatabase.H2);
	}

}
