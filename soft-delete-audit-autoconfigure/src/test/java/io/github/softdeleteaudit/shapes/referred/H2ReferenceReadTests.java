package io.github.softdeleteaudit.shapes.referred;

import io.github.softdeleteaudit.test.TestDatabase;

class H2ReferenceReadTests extends ReferenceReadContract {

	H2ReferenceReadTests() {
		super(TestDatabase.H2);
	}

}
