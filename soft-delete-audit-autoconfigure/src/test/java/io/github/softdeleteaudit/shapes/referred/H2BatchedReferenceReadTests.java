package io.github.softdeleteaudit.shapes.referred;

import io.github.softdeleteaudit.test.TestDatabase;

class H2BatchedReferenceReadTests extends ReferenceReadContract {

	H2BatchedReferenceReadTests() {
		super(TestDatabase.H2);
	}

	@Override
	protected String[] properties() {
		return new String[] { "spring.jpa.properties.hibernate.default_batch_fetch_size=10" };
	}

}
