package io.github.softdeleteaudit.shapes.identifier;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlKeyReferencesTests extends KeyReferencesContract {

	PostgreSqlKeyReferencesTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
