package io.github.softdeleteaudit.softdelete;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlMainScenarioTests extends MainScenarioContract {

	PostgreSqlMainScenarioTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
