package io.github.softdeleteaudit.shapes.naming;

import io.github.softdeleteaudit.test.TestDatabase;

class H2CompanyStrategyNamingTests extends NamingContract {

	H2CompanyStrategyNamingTests() {
		super(TestDatabase.H2, NamingModel.Company.class);
	}

}
