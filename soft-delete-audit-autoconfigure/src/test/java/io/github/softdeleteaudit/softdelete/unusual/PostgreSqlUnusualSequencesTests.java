package io.github.softdeleteaudit.softdelete.unusual;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlUnusualSequencesTests extends UnusualSequencesContract {

	PostgreSqlUnusualSequencesTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
