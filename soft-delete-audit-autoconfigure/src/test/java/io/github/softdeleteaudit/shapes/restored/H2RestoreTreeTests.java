package io.github.softdeleteaudit.shapes.restored;

import io.github.softdeleteaudit.test.TestDatabase;

class H2RestoreTreeTests extends RestoreTreeContract {

	H2RestoreTreeTests() {
		super(TestDatabase.H2);
	}

}
