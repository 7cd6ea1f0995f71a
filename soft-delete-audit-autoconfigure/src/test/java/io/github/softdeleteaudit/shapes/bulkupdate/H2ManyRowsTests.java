package io.github.softdeleteaudit.shapes.bulkupdate;

import io.github.softdeleteaudit.test.TestDatabase;

class H2ManyRowsTests extends ManyRowsContract {

	H2ManyRowsTests() {
		super(TestDatabase.H2);
	}

}
