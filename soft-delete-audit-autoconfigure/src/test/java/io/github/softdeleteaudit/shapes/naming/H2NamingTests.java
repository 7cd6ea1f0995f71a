package io.github.softdeleteaudit.shapes.naming;

import io.github.softdeleteaudit.test.TestDatabase;

class H2NamingTests extends NamingContract {

	H2NamingTests() {
		super(TestDatabase.H2, NamingModel.Snake.class);
	}

}
