package io.github.softdeleteaudit.shapes.naming;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbStandardStrategyNamingTests extends NamingContract {

	MariaDbStandardStrategyNamingTests() {
		super(TestDatabase.MARIADB, NamingModel.Standard.class);
	}

}
