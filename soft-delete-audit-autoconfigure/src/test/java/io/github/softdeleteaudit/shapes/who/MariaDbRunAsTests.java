package io.github.softdeleteaudit.shapes.who;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbRunAsTests extends RunAsContract {

	MariaDbRunAsTests() {
		super(TestDatabase.MARIADB);
	}

}
