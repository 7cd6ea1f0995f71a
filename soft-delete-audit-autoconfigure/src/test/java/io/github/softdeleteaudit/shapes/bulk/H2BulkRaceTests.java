package io.github.softdeleteaudit.shapes.bulk;

import io.github.softdeleteaudit.test.TestDatabase;

class H2BulkRaceTests extends BulkRaceContract {

	H2BulkRaceTests() {
		super(TestDatabase.H2);
	}

}
