package io.github.softdeleteaudit.shapes.naming;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlCompanyStrategyNamingTests extends NamingContract {

	PostgreSqlCompanyStrategyNamingTests() {
		super(TestDatabase.POSTGRESQL, NamingModel.Company.class);
	}

}
