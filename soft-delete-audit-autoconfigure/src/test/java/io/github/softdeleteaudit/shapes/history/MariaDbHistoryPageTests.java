package io.github.softdeleteaudit.shapes.history;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbHistoryPageTests extends HistoryPageContract {

	MariaDbHistoryPageTests() {
		super(TestDatabase.MARIADB);
	}

}
