package io.github.softdeleteaudit.shapes.identifier;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbKeyReferencesTests extends KeyReferencesContract {

	MariaDbKeyReferencesTests() {
		super(TestDatabase.MARIADB);
	}

}
