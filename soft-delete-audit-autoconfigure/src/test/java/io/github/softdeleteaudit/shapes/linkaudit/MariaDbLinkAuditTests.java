package io.github.softdeleteaudit.shapes.linkaudit;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbLinkAuditTests extends LinkAuditContract {

	MariaDbLinkAuditTests() {
		super(TestDatabase.MARIADB);
	}

}
