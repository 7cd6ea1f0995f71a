package io.github.softdeleteaudit.shapes.locking;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbBulkLockingTests extends StaleRowsContract {

	MariaDbBulkLockingTests() {
		super(TestDatabase.MARIADB);
	}

	@Override
	protected String[] properties() {
		return new String[] { "spring.jpa.properties.hibernate.jdbc.batch_size=20",
				"spring.datasource.hikari.data-source-properties.useBulkStmts=true" };
	}

}
