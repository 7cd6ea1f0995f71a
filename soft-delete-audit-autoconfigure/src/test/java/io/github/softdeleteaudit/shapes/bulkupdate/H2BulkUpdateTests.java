package io.github.softdeleteaudit.shapes.bulkupdate;

import io.github.softdeleteaudit.test.TestDatabase;

class H2BulkUpdateTests extends BulkUpdateContract {

	H2BulkUpdateTests() {
		super(TestDatabase.H2);
	}

}
