package io.github.softdeleteaudit.shapes.bulkupdate;

import io.github.softdeleteaudit.test.TestDatabase;

class H2PlainBulkChangeTests extends PlainBulkChangeContract {

	H2PlainBulkChangeTests() {
		super(TestDatabase.H2);
	}

}
