package io.github.softdeleteaudit.shapes.referred;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlReferenceReadTests extends ReferenceReadContract {

	PostgreSqlReferenceReadTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
