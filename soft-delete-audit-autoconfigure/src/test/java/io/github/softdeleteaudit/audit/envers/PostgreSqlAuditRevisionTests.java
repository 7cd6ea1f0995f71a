package io.github.softdeleteaudit.audit.envers;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlAuditRevisionTests extends AuditRevisionContract {

	PostgreSqlAuditRevisionTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
