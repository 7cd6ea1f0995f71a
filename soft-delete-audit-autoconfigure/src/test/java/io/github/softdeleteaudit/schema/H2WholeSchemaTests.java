package io.github.softdeleteaudit.schema;

import io.github.softdeleteaudit.test.TestDatabase;

class H2WholeSchemaTests extends WholeSchemaContract {

	H2WholeSchemaTests() {
		super(TestDatabase.H2);
	}

}
