package io.github.softdeleteaudit.audit.envers;

import io.github.softdeleteaudit.test.TestDatabase;

class H2RowChangeRecorderTests extends AbstractRowChangeRecorderTests {

	H2RowChangeRecorderTests() {
		super(TestDatabase.H2);
	}

}
