package io.github.softdeleteaudit.schema.existing;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbFlagToTimeTests extends FlagToTimeContract {

	MariaDbFlagToTimeTests() {
		super(TestDatabase.MARIADB);
	}

}
