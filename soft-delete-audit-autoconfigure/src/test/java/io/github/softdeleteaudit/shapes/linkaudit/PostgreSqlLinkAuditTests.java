package io.github.softdeleteaudit.shapes.linkaudit;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlLinkAuditTests extends LinkAuditContract {

	PostgreSqlLinkAuditTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
