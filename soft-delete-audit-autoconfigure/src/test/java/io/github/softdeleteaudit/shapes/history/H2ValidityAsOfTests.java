package io.github.softdeleteaudit.shapes.history;

import io.github.softdeleteaudit.test.TestDatabase;

/** The same under Envers' validity strategy. */
class H2ValidityAsOfTests extends AsOfContract {

	H2ValidityAsOfTests() {
		super(TestDatabase.H2);
	}

	@Override
	protected String[] properties() {
		return new String[] { "spring.jpa.properties.[org.hibernate.envers.audit_strategy]=validity" };
	}

}
