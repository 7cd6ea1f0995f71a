package io.github.softdeleteaudit.schema;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlFlywayMainScenarioTests extends MigratedMainScenarioContract {

	PostgreSqlFlywayMainScenarioTests() {
		super(TestDatabase.POSTGRESQL, MigrationTool.FLYWAY);
	}

}
