package io.github.softdeleteaudit.schema;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbWholeSchemaTests extends WholeSchemaContract {

	MariaDbWholeSchemaTests() {
		super(TestDatabase.MARIADB);
	}

}
