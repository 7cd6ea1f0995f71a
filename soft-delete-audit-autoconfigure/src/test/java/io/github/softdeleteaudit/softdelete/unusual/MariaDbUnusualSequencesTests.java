package io.github.softdeleteaudit.softdelete.unusual;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbUnusualSequencesTests extends UnusualSequencesContract {

	MariaDbUnusualSequencesTests() {
		super(TestDatabase.MARIADB);
	}

}
