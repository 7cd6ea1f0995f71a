package io.github.softdeleteaudit.shapes.audited;

import io.github.softdeleteaudit.test.TestDatabase;

class H2AuditBaselineTests extends AuditBaselineContract {

	H2AuditBaselineTests() {
		super(TestDatabase.H2);
	}

}
