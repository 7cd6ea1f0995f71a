package io.github.softdeleteaudit.shapes.inheritance;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlInheritanceTests extends InheritanceContract {

	PostgreSqlInheritanceTests() {
		super(TestDatabase.POSTGRESQL);
	}

}
