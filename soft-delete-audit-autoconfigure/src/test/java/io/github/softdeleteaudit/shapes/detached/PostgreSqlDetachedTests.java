package io.github.softdeleteaudit.shapes.detached;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlDetachedTests extends DetachedContract {

	PostgreSqlDetachedTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
