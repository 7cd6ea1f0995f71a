package io.github.softdeleteaudit.audit.envers;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlEntityHistoryTests extends EntityHistoryContract {

	PostgreSqlEntityHistoryTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
