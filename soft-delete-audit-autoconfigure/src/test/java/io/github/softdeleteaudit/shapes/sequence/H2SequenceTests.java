package io.github.softdeleteaudit.shapes.sequence;

import io.github.softdeleteaudit.test.TestDatabase;

class H2SequenceTests extends SequenceContract {

	H2SequenceTests() {
		super(TestDatabase.H2);
	}

}
