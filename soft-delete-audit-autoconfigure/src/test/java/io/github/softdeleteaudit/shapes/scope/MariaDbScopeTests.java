package io.github.softdeleteaudit.shapes.scope;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbScopeTests extends ScopeContract {

	MariaDbScopeTests() {
		super(TestDatabase.MARIADB);
	}

}
