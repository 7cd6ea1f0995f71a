package io.github.softdeleteaudit.shapes.scope;

import io.github.softdeleteaudit.test.TestDatabase;

class H2ScopeTests extends ScopeContract {

	H2ScopeTests() {
		super(TestDatabase.H2);
	}

}
