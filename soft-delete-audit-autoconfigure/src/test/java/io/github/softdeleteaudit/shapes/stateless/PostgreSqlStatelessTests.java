package io.github.softdeleteaudit.shapes.stateless;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlStatelessTests extends StatelessContract {

	PostgreSqlStatelessTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
