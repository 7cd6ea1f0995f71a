package io.github.softdeleteaudit.schema.existing;

import io.github.softdeleteaudit.test.TestDatabase;

class H2FlagToTimeTests extends FlagToTimeContract {

	H2FlagToTimeTests() {
		super(TestDatabase.H2);
	}

}
