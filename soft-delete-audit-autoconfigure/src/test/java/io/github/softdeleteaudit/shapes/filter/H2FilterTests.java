package io.github.softdeleteaudit.shapes.filter;

import io.github.softdeleteaudit.test.TestDatabase;

class H2FilterTests extends FilterContract {

	H2FilterTests() {
		super(TestDatabase.H2);
	}

}
