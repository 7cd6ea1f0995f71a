package io.github.softdeleteaudit.shapes.reference;

import io.github.softdeleteaudit.test.TestDatabase;

class H2ReferenceTests extends ReferenceContract {

	H2ReferenceTests() {
		super(TestDatabase.H2);
	}

}
