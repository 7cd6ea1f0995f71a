package io.github.softdeleteaudit.audit.envers;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbEntityHistoryTests extends EntityHistoryContract {

	MariaDbEntityHistoryTests() {
		super(TestDatabase.MARIADB);
	}

}
