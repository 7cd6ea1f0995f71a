package io.github.softdeleteaudit.softdelete;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbMainScenarioTests extends MainScenarioContract {

	MariaDbMainScenarioTests() {
		super(TestDatabase.MARIADB);
	}

}
