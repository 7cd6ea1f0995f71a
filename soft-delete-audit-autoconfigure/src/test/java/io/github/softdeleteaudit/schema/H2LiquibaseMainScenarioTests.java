package io.github.softdeleteaudit.schema;

import io.github.softdeleteaudit.test.TestDatabase;

class H2LiquibaseMainScenarioTests extends MigratedMainScenarioContract {

	H2LiquibaseMainScenarioTests() {
		super(TestDatabase.H2, MigrationTool.LIQUIBASE);
	}

}
