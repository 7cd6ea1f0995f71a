package io.github.softdeleteaudit.sample;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbSchemaCommandTests extends SchemaCommandContract {

	MariaDbSchemaCommandTests() {
		super(TestDatabase.MARIADB, "MariaDB", "11", "4");
	}

}
