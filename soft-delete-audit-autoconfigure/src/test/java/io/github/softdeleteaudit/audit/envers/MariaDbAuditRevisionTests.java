package io.github.softdeleteaudit.audit.envers;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbAuditRevisionTests extends AbstractAuditRevisionTests {

	MariaDbAuditRevisionTests() {
		super(TestDatabase.MARIADB);
	}

}
