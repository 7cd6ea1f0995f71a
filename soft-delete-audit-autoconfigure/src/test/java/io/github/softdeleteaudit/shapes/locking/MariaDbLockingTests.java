package io.github.softdeleteaudit.shapes.locking;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbLockingTests extends LockingContract {

	MariaDbLockingTests() {
		super(TestDatabase.MARIADB);
	}

}
