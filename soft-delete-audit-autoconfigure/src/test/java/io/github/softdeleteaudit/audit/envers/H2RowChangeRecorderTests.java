package io.github.softdeleteaudit.audit.envers;

import io.github.softdeleteaudit.test.TestDatabase;

class H2RowChangeRecorderTests extends RowChangeRecorderContract {

	H2RowChangeRecorderTests() {
		super(TestDatabase.H2);
	}

}
