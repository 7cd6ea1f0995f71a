package io.github.softdeleteaudit.shapes.audited;

import io.github.softdeleteaudit.test.TestDatabase;

class H2AuditedShapesTests extends AuditedShapesContract {

	H2AuditedShapesTests() {
		super(TestDatabase.H2);
	}

}
