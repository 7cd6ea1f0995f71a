package io.github.softdeleteaudit.softdelete;

import io.github.softdeleteaudit.test.TestDatabase;

class H2DeleteTests extends DeleteContract {

	H2DeleteTests() {
		super(TestDatabase.H2);
	}

}
