package io.github.softdeleteaudit.shapes.tracking;

import io.github.softdeleteaudit.test.TestDatabase;

class H2TrackingTests extends TrackingContract {

	H2TrackingTests() {
		super(TestDatabase.H2);
	}

}
