package io.github.softdeleteaudit.shapes.locking;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlBatchedLockingTests extends StaleRowsContract {

	PostgreSqlBatchedLockingTests() {
		super(TestDatabase.POSTGRESQL);
	}

	@Override
	protected String[] properties() {
		return new String[] { "spring.jpa.properties.hibernate.jdbc.batch_size=20" };
	}

}
