package io.github.softdeleteaudit.shapes.link;

import io.github.softdeleteaudit.test.TestDatabase;

class H2LinkTests extends LinkContract {

	H2LinkTests() {
		super(TestDatabase.H2);
	}

}
