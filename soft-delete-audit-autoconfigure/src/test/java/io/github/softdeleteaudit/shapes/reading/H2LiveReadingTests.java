package io.github.softdeleteaudit.shapes.reading;

import io.github.softdeleteaudit.test.TestDatabase;

class H2LiveReadingTests extends LiveReadingContract {

	H2LiveReadingTests() {
		super(TestDatabase.H2);
	}

}
