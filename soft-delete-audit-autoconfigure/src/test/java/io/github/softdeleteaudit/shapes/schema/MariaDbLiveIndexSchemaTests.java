package io.github.softdeleteaudit.shapes.schema;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbLiveIndexSchemaTests extends LiveIndexSchemaContract {

	MariaDbLiveIndexSchemaTests() {
		super(TestDatabase.MARIADB);
	}

}
