package io.github.softdeleteaudit.softdelete;

import io.github.softdeleteaudit.test.TestDatabase;

class H2ReadTests extends ReadContract {

	H2ReadTests() {
		super(TestDatabase.H2);
	}

}
