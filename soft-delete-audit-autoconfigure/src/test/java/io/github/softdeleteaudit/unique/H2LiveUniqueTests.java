package io.github.softdeleteaudit.unique;

import io.github.softdeleteaudit.test.TestDatabase;

class H2LiveUniqueTests extends LiveUniqueContract {

	H2LiveUniqueTests() {
		super(TestDatabase.H2);
	}

}
