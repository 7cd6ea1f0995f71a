package io.github.softdeleteaudit.shapes.identifier;

import io.github.softdeleteaudit.test.TestDatabase;

class H2KeyReferencesTests extends KeyReferencesContract {

	H2KeyReferencesTests() {
		super(TestDatabase.H2);
	}

}
