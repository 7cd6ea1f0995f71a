package io.github.softdeleteaudit.shapes.bulkupdate;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbManyRowsTests extends ManyRowsContract {

	MariaDbManyRowsTests() {
		super(TestDatabase.MARIADB);
	}

}
