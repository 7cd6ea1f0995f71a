package io.github.softdeleteaudit.shapes.schema;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlDeletedIndexTests extends DeletedIndexContract {

	PostgreSqlDeletedIndexTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
