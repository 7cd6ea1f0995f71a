package io.github.softdeleteaudit.shapes.scopechange;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlScopeChangeTests extends ScopeChangeContract {

	PostgreSqlScopeChangeTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
