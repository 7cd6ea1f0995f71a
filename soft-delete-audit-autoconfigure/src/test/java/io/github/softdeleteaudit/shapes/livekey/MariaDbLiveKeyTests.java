package io.github.softdeleteaudit.shapes.livekey;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbLiveKeyTests extends LiveKeyContract {

	MariaDbLiveKeyTests() {
		super(TestDatabase.MARIADB);
	}

}
