package io.github.softdeleteaudit.shapes.history;

import io.github.softdeleteaudit.test.TestDatabase;

class H2HistoryPageTests extends HistoryPageContract {

	H2HistoryPageTests() {
		super(TestDatabase.H2);
	}

}
