package io.github.softdeleteaudit.restore;

import io.github.softdeleteaudit.test.TestDatabase;

class H2RestoreTests extends RestoreContract {

	H2RestoreTests() {
		super(TestDatabase.H2);
	}

}
