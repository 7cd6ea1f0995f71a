package io.github.softdeleteaudit.schema.existing;

import io.github.softdeleteaudit.test.TestDatabase;

class H2UnauditedTests extends UnauditedContract {

	H2UnauditedTests() {
		super(TestDatabase.H2);
	}

}
