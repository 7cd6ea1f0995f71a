package io.github.softdeleteaudit.shapes.scopechange;

import io.github.softdeleteaudit.test.TestDatabase;

class H2ScopeChangeTests extends ScopeChangeContract {

	H2ScopeChangeTests() {
		super(TestDatabase.H2);
	}

}
