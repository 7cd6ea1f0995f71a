package io.github.softdeleteaudit.schema.existing;

import io.github.softdeleteaudit.test.TestDatabase;

class H2EnversTablesTests extends EnversTablesContract {

	H2EnversTablesTests() {
		super(TestDatabase.H2);
	}

}
