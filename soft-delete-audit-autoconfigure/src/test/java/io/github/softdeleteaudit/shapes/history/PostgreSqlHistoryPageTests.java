package io.github.softdeleteaudit.shapes.history;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlHistoryPageTests extends HistoryPageContract {

	PostgreSqlHistoryPageTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
