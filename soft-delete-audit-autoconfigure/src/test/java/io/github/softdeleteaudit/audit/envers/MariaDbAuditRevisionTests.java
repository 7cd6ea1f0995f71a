package io.github.softdeleteaudit.audit.envers;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbAuditRevisionTests extends AuditRevisionContract {

	MariaDbAuditRevisionTests() {
		super(TestDatabase.MARIADB);
	}

}
