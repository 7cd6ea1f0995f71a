package io.github.softdeleteaudit.softdelete;

import io.github.softdeleteaudit.test.TestDatabase;

class H2RandomSequenceTests extends RandomSequenceContract {

	H2RandomSequenceTests() {
		super(TestDatabase.H2, 400);
	}

}
