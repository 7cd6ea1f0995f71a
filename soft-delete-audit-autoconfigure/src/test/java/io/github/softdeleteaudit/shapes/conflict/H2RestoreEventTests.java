package io.github.softdeleteaudit.shapes.conflict;

import io.github.softdeleteaudit.test.TestDatabase;

class H2RestoreEventTests extends RestoreEventContract {

	H2RestoreEventTests() {
		super(TestDatabase.H2);
	}

}
