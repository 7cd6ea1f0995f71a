package io.github.softdeleteaudit.shapes.tracking;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlTrackingTests extends TrackingContract {

	PostgreSqlTrackingTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
