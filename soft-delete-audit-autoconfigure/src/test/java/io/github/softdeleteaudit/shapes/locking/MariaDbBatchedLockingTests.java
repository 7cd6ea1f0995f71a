package io.github.softdeleteaudit.shapes.locking;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbBatchedLockingTests extends StaleRowsContract {

	MariaDbBatchedLockingTests() {
		super(TestDatabase.MARIADB);
	}

	@Override
	protected String[] properties() {
		return new String[] { "spring.jpa.properties.hibernate.jdbc.batch_size=20" };
	}

}
