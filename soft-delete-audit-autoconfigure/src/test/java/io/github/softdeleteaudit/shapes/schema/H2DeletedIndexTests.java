package io.github.softdeleteaudit.shapes.schema;

import io.github.softdeleteaudit.test.TestDatabase;

class H2DeletedIndexTests extends DeletedIndexContract {

	H2DeletedIndexTests() {
		super(TestDatabase.H2);
	}

}
