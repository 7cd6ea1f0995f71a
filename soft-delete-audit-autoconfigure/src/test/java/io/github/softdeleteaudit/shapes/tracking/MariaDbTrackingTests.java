package io.github.softdeleteaudit.shapes.tracking;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbTrackingTests extends TrackingContract {

	MariaDbTrackingTests() {
		super(TestDatabase.MARIADB);
	}

}
