package io.github.softdeleteaudit.shapes.history;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlAuditTrailTests extends AuditTrailContract {

	PostgreSqlAuditTrailTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
