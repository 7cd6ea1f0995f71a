package io.github.softdeleteaudit.audit.envers;

import io.github.softdeleteaudit.test.TestDatabase;

class H2EntityHistoryTests extends EntityHistoryContract {

	H2EntityHistoryTests() {
		super(TestDatabase.H2);
	}

}
