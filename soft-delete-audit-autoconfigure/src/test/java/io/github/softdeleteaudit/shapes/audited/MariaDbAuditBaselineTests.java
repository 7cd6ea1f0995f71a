package io.github.softdeleteaudit.shapes.audited;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbAuditBaselineTests extends AuditBaselineContract {

	MariaDbAuditBaselineTests() {
		super(TestDatabase.MARIADB);
	}

}
