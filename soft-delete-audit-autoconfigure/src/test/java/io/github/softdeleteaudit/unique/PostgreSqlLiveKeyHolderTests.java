package io.github.softdeleteaudit.unique;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlLiveKeyHolderTests extends LiveKeyHolderContract {

	PostgreSqlLiveKeyHolderTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
