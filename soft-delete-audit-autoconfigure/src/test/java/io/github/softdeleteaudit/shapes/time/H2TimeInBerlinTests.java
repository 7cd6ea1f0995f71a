package io.github.softdeleteaudit.shapes.time;

import io.github.softdeleteaudit.test.TestDatabase;

class H2TimeInBerlinTests extends TimeContract {

	H2TimeInBerlinTests() {
		super(TestDatabase.H2, "Europe/Berlin");
	}

}
