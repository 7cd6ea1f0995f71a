package io.github.softdeleteaudit.shapes.naming;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlQuotedNamingTests extends NamingContract {

	PostgreSqlQuotedNamingTests() {
		super(TestDatabase.POSTGRESQL, NamingModel.Snake.class,
				"spring.jpa.properties.hibernate.globally_quoted_identifiers=true",
				"spring.jpa.properties.hibernate.default_schema=home");
	}

}
