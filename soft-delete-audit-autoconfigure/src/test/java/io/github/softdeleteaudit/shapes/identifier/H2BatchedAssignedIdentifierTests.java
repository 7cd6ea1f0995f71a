package io.github.softdeleteaudit.shapes.identifier;

import io.github.softdeleteaudit.test.TestDatabase;

/** The same with the batches that auditing switches on. */
class H2BatchedAssignedIdentifierTests extends AssignedIdentifierContract {

	H2BatchedAssignedIdentifierTests() {
		super(TestDatabase.H2);
	}

	@Override
	protected String[] properties() {
		return new String[0];
	}

	@Override
	protected String named(Object id) {
		return "same id";
	}

}
