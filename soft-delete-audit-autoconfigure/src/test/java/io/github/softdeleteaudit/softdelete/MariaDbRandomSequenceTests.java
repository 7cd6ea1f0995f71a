package io.github.softdeleteaudit.softdelete;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbRandomSequenceTests extends RandomSequenceContract {

	MariaDbRandomSequenceTests() {
		super(TestDatabase.MARIADB, 150);
	}

}
