package io.github.softdeleteaudit.shapes.scope;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlScopeTests extends ScopeContract {

	PostgreSqlScopeTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
