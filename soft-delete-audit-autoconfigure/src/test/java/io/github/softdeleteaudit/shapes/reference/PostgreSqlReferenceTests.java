package io.github.softdeleteaudit.shapes.reference;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlReferenceTests extends ReferenceContract {

	PostgreSqlReferenceTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
