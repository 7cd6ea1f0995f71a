package io.github.softdeleteaudit.shapes.history;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbAuditTrailTests extends AuditTrailContract {

	MariaDbAuditTrailTests() {
		super(TestDatabase.MARIADB);
	}

}
