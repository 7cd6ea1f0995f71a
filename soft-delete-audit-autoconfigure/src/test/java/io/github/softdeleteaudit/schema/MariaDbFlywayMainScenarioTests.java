package io.github.softdeleteaudit.schema;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbFlywayMainScenarioTests extends MigratedMainScenarioContract {

	MariaDbFlywayMainScenarioTests() {
		super(TestDatabase.MARIADB, MigrationTool.FLYWAY);
	}

}
