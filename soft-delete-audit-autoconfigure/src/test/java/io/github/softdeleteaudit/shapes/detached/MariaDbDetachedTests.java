package io.github.softdeleteaudit.shapes.detached;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbDetachedTests extends DetachedContract {

	MariaDbDetachedTests() {
		super(TestDatabase.MARIADB);
	}

}
