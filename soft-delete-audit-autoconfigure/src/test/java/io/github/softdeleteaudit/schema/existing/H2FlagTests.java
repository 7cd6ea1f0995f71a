package io.github.softdeleteaudit.schema.existing;

import io.github.softdeleteaudit.test.TestDatabase;

class H2FlagTests extends FlagContract {

	H2FlagTests() {
		super(TestDatabase.H2);
	}

}
