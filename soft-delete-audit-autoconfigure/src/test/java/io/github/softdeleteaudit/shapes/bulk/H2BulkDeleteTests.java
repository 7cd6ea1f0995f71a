package io.github.softdeleteaudit.shapes.bulk;

import io.github.softdeleteaudit.test.TestDatabase;

class H2BulkDeleteTests extends BulkDeleteContract {

	H2BulkDeleteTests() {
		super(TestDatabase.H2);
	}

}
