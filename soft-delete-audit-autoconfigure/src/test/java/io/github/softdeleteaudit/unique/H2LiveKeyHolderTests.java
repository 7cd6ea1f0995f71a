package io.github.softdeleteaudit.unique;

import io.github.softdeleteaudit.test.TestDatabase;

class H2LiveKeyHolderTests extends LiveKeyHolderContract {

	H2LiveKeyHolderTests() {
		super(TestDatabase.H2);
	}

}
