package io.github.softdeleteaudit.shapes.inheritance;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlInheritanceVariantsTests extends InheritanceVariantsContract {

	PostgreSqlInheritanceVariantsTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
