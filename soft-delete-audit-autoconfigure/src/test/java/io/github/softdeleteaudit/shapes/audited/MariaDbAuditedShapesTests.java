package io.github.softdeleteaudit.shapes.audited;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbAuditedShapesTests extends AuditedShapesContract {

	MariaDbAuditedShapesTests() {
		super(TestDatabase.MARIADB);
	}

}
