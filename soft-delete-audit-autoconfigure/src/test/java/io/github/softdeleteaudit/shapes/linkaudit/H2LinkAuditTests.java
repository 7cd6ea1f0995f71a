package io.github.softdeleteaudit.shapes.linkaudit;

import io.github.softdeleteaudit.test.TestDatabase;

class H2LinkAuditTests extends LinkAuditContract {

	H2LinkAuditTests() {
		super(TestDatabase.H2);
	}

}
