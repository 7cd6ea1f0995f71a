package io.github.softdeleteaudit.shapes.bulk;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbBulkRaceTests extends BulkRaceContract {

	MariaDbBulkRaceTests() {
		super(TestDatabase.MARIADB);
	}

}
