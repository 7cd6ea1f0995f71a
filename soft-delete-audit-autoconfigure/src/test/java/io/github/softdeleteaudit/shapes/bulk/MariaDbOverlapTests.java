package io.github.softdeleteaudit.shapes.bulk;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbOverlapTests extends OverlapContract {

	MariaDbOverlapTests() {
		super(TestDatabase.MARIADB);
	}

}
