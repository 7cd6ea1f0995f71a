package io.github.softdeleteaudit.shapes.sequence;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlSequenceTests extends SequenceContract {

	PostgreSqlSequenceTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
