package io.github.softdeleteaudit.shapes.livekey;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlLiveKeyTests extends LiveKeyContract {

	PostgreSqlLiveKeyTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
