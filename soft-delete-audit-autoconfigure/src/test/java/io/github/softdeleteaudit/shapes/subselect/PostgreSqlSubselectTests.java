package io.github.softdeleteaudit.shapes.subselect;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlSubselectTests extends SubselectContract {

	PostgreSqlSubselectTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
