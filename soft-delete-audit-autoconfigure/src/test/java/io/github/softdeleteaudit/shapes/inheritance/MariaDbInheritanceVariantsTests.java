package io.github.softdeleteaudit.shapes.inheritance;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbInheritanceVariantsTests extends InheritanceVariantsContract {

	MariaDbInheritanceVariantsTests() {
		super(TestDatabase.MARIADB);
	}

}
