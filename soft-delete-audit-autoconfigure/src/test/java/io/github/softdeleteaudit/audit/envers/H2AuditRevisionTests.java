package io.github.softdeleteaudit.audit.envers;

import io.github.softdeleteaudit.test.TestDatabase;

class H2AuditRevisionTests extends AbstractAuditRevisionTests {

	H2AuditRevisionTests() {
		super(TestDatabase.H2);
	}

}
