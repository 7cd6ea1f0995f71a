package io.github.softdeleteaudit.shapes.audited;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlAuditBaselineTests extends AuditBaselineContract {

	PostgreSqlAuditBaselineTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
