package io.github.softdeleteaudit.schema;

import io.github.softdeleteaudit.test.TestDatabase;

class H2FlywayMainScenarioTests extends MigratedMainScenarioContract {

	H2FlywayMainScenarioTests() {
		super(TestDatabase.H2, MigrationTool.FLYWAY);
	}

}
