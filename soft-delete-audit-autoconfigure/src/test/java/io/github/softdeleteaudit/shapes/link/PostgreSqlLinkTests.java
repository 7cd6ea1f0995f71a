package io.github.softdeleteaudit.shapes.link;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlLinkTests extends LinkContract {

	PostgreSqlLinkTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
