package io.github.softdeleteaudit.shapes.who;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlReasonTests extends ReasonContract {

	PostgreSqlReasonTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
