package io.github.softdeleteaudit.shapes.conflict;

import io.github.softdeleteaudit.test.TestDatabase;

class H2RestoreOfManyRowsTests extends RestoreOfManyRowsContract {

	H2RestoreOfManyRowsTests() {
		super(TestDatabase.H2);
	}

}
