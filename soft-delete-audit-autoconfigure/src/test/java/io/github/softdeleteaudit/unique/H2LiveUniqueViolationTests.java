package io.github.softdeleteaudit.unique;

import io.github.softdeleteaudit.test.TestDatabase;

class H2LiveUniqueViolationTests extends LiveUniqueViolationContract {

	H2LiveUniqueViolationTests() {
		super(TestDatabase.H2);
	}

}
