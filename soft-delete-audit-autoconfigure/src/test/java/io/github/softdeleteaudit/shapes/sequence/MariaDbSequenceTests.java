package io.github.softdeleteaudit.shapes.sequence;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbSequenceTests extends SequenceContract {

	MariaDbSequenceTests() {
		super(TestDatabase.MARIADB);
	}

}
