package io.github.softdeleteaudit.schema;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlLiquibaseMainScenarioTests extends MigratedMainScenarioContract {

	PostgreSqlLiquibaseMainScenarioTests() {
		super(TestDatabase.POSTGRESQL, MigrationTool.LIQUIBASE);
	}

}
