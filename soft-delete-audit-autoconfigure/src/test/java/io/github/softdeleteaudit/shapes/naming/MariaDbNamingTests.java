package io.github.softdeleteaudit.shapes.naming;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbNamingTests extends NamingContract {

	MariaDbNamingTests() {
		super(TestDatabase.MARIADB, NamingModel.Snake.class);
	}

}
