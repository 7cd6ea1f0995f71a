package io.github.softdeleteaudit.shapes.restored;

import io.github.softdeleteaudit.test.TestDatabase;

class H2RestoreStatementsTests extends RestoreStatementsContract {

	H2RestoreStatementsTests() {
		super(TestDatabase.H2);
	}

}
