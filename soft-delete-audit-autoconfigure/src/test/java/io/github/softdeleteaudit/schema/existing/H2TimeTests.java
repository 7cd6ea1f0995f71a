package io.github.softdeleteaudit.schema.existing;

import io.github.softdeleteaudit.test.TestDatabase;

class H2TimeTests extends TimeContract {

	H2TimeTests() {
		super(TestDatabase.H2);
	}

}
