package io.github.softdeleteaudit.shapes.who;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbReasonTests extends ReasonContract {

	MariaDbReasonTests() {
		super(TestDatabase.MARIADB);
	}

}
