package io.github.softdeleteaudit.shapes.history;

import io.github.softdeleteaudit.test.TestDatabase;

/** The same under Envers' validity strategy. */
class PostgreSqlValidityAsOfTests extends AsOfContract {

	PostgreSqlValidityAsOfTests() {
		super(TestDatabase.POSTGRESQL);
	}

	@Override
	protected String[] properties() {
		return new String[] { "spring.jpa.properties.[org.hibernate.envers.audit_strategy]=validity" };
	}

}
