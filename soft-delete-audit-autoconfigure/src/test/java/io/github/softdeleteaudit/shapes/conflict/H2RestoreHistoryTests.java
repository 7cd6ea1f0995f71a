package io.github.softdeleteaudit.shapes.conflict;

import io.github.softdeleteaudit.test.TestDatabase;

class H2RestoreHistoryTests extends RestoreHistoryContract {

	H2RestoreHistoryTests() {
		super(TestDatabase.H2);
	}

}
