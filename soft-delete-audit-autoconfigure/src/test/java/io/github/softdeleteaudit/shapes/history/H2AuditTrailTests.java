package io.github.softdeleteaudit.shapes.history;

import io.github.softdeleteaudit.test.TestDatabase;

class H2AuditTrailTests extends AuditTrailContract {

	H2AuditTrailTests() {
		super(TestDatabase.H2);
	}

}
