package io.github.softdeleteaudit.shapes.conflict;

import io.github.softdeleteaudit.test.TestDatabase;

class H2RestoreConflictTests extends RestoreConflictContract {

	H2RestoreConflictTests() {
		super(TestDatabase.H2);
	}

}
