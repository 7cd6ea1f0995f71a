package io.github.softdeleteaudit.shapes.naming;

import io.github.softdeleteaudit.test.TestDatabase;

class H2StandardStrategyNamingTests extends NamingContract {

	H2StandardStrategyNamingTests() {
		super(TestDatabase.H2, NamingModel.Standard.class);
	}

}
