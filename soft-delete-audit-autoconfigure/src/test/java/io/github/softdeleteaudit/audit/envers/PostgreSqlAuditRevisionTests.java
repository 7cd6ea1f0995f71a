package io.github.softdeleteaudit.audit.envers;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlAuditRevisionTests extends AbstractAuditRevisionTests {

	PostgreSqlAuditRevisionTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
