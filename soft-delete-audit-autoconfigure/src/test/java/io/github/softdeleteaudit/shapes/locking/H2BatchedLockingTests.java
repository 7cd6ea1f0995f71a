package io.github.softdeleteaudit.shapes.locking;

import io.github.softdeleteaudit.test.TestDatabase;

class H2BatchedLockingTests extends StaleRowsContract {

	H2BatchedLockingTests() {
		super(TestDatabase.H2);
	}

	@Override
	protected String[] properties() {
		return new String[] { "spring.jpa.properties.hibernate.jdbc.batch_size=20" };
	}

}
