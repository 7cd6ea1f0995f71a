package io.github.softdeleteaudit.schema;

import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.Test;

class H2GrownSchemaTests extends GrownSchemaContract {

	H2GrownSchemaTests() {
		super(TestDatabase.H2);
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
