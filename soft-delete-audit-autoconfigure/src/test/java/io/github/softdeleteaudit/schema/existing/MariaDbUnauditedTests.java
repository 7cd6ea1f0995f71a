package io.github.softdeleteaudit.schema.existing;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbUnauditedTests extends UnauditedContract {

	MariaDbUnauditedTests() {
		super(TestDatabase.MARIADB);
	}

}
