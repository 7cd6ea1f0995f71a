package io.github.softdeleteaudit.softdelete;

import io.github.softdeleteaudit.test.TestDatabase;

class H2PurgeTests extends PurgeContract {

	H2PurgeTests() {
		super(TestDatabase.H2);
	}

}
