package io.github.softdeleteaudit.shapes.inheritance;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbInheritanceTests extends InheritanceContract {

	MariaDbInheritanceTests() {
		super(TestDatabase.MARIADB);
	}

}
