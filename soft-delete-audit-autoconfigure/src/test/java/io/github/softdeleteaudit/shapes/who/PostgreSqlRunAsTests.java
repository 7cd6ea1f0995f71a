package io.github.softdeleteaudit.shapes.who;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlRunAsTests extends RunAsContract {

	PostgreSqlRunAsTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
