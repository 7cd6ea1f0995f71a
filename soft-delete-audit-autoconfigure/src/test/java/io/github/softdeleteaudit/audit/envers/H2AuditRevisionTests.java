package io.github.softdeleteaudit.audit.envers;

import io.github.softdeleteaudit.test.TestDatabase;

class H2AuditRevisionTests extends AuditRevisionContract {

	H2AuditRevisionTests() {
		super(TestDatabase.H2);
	}

}
