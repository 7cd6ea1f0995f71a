package io.github.softdeleteaudit.shapes.audited;

import io.github.softdeleteaudit.test.TestDatabase;

class H2RandomPastTests extends RandomPastContract {

	H2RandomPastTests() {
		super(TestDatabase.H2);
	}

}
