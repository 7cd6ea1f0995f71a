package io.github.softdeleteaudit.schema.existing;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbEnversTablesTests extends EnversTablesContract {

	MariaDbEnversTablesTests() {
		super(TestDatabase.MARIADB);
	}

}
