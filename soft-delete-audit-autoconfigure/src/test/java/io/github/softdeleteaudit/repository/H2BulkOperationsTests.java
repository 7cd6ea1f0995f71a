package io.github.softdeleteaudit.repository;

import io.github.softdeleteaudit.test.TestDatabase;

class H2BulkOperationsTests extends BulkOperationsContract {

	H2BulkOperationsTests() {
		super(TestDatabase.H2);
	}

}
