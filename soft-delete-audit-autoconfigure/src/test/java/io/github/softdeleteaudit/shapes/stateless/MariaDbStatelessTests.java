package io.github.softdeleteaudit.shapes.stateless;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbStatelessTests extends StatelessContract {

	MariaDbStatelessTests() {
		super(TestDatabase.MARIADB);
	}

}
