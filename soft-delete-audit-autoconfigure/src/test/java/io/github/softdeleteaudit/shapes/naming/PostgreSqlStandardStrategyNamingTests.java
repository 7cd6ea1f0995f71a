package io.github.softdeleteaudit.shapes.naming;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlStandardStrategyNamingTests extends NamingContract {

	PostgreSqlStandardStrategyNamingTests() {
		super(TestDatabase.POSTGRESQL, NamingModel.Standard.class);
	}

}
