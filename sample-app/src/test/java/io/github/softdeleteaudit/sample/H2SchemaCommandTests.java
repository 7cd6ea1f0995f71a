package io.github.softdeleteaudit.sample;

import io.github.softdeleteaudit.test.TestDatabase;

class H2SchemaCommandTests extends SchemaCommandContract {

	H2SchemaCommandTests() {
		super(TestDatabase.H2, "H2", "2", "4");
	}

}
