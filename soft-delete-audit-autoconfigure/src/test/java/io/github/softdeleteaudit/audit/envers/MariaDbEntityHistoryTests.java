package io.github.softdeleteaudit.audit.envers;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbEntityHistoryTests extends AbstractEntityHistoryTests {

	MariaDbEntityHistoryTests() {
		super(TestDatabase.MARIADB);
	}

}
