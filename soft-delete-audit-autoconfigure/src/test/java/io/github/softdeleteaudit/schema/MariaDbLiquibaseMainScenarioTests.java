package io.github.softdeleteaudit.schema;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbLiquibaseMainScenarioTests extends MigratedMainScenarioContract {

	MariaDbLiquibaseMainScenarioTests() {
		super(TestDatabase.MARIADB, MigrationTool.LIQUIBASE);
	}

}
