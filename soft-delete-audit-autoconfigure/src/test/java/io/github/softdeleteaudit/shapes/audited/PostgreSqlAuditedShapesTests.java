package io.github.softdeleteaudit.shapes.audited;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlAuditedShapesTests extends AuditedShapesContract {

	PostgreSqlAuditedShapesTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
