package io.github.softdeleteaudit.shapes.history;

import io.github.softdeleteaudit.test.TestDatabase;

class H2AsOfTests extends AsOfContract {

	H2AsOfTests() {
		super(TestDatabase.H2);
	}

}
