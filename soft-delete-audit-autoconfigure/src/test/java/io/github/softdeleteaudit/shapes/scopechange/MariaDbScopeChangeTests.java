package io.github.softdeleteaudit.shapes.scopechange;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbScopeChangeTests extends ScopeChangeContract {

	MariaDbScopeChangeTests() {
		super(TestDatabase.MARIADB);
	}

}
