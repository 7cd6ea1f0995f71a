package io.github.softdeleteaudit.shapes.naming;

import io.github.softdeleteaudit.test.TestDatabase;

class H2QuotedNamingTests extends NamingContract {

	H2QuotedNamingTests() {
		super(TestDatabase.H2, NamingModel.Snake.class,
				"spring.jpa.properties.hibernate.globally_quoted_identifiers=true",
				"spring.jpa.properties.hibernate.default_schema=home");
	}

}
