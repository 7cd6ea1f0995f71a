package io.github.softdeleteaudit.shapes.locking;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlLockingTests extends LockingContract {

	PostgreSqlLockingTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
