package io.github.softdeleteaudit.schema;

import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.Test;

class PostgreSqlGrownSchemaTests extends GrownSchemaContract {

	PostgreSqlGrownSchemaTests() {
		super(TestDatabase.POSTGRESQL);
	}

	@Test
	void aSchemaThatIsThereIsNotCreated() {
		createInTheDefaultSchema();
	}

	@Test
	void columnsUnderForeignKeysBecomeWiderInAnotherSchema() {
		widenInAnotherSchema();
	}

}
