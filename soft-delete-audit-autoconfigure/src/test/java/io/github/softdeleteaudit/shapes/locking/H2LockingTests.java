package io.github.softdeleteaudit.shapes.locking;

import io.github.softdeleteaudit.test.TestDatabase;

class H2LockingTests extends LockingContract {

	H2LockingTests() {
		super(TestDatabase.H2);
	}

}
