package io.github.softdeleteaudit.shapes.naming;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbCompanyStrategyNamingTests extends NamingContract {

	MariaDbCompanyStrategyNamingTests() {
		super(TestDatabase.MARIADB, NamingModel.Company.class);
	}

}
