package io.github.softdeleteaudit.shapes.naming;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbQuotedNamingTests extends NamingContract {

	MariaDbQuotedNamingTests() {
		super(TestDatabase.MARIADB, NamingModel.Snake.class,
				"spring.jpa.properties.hibernate.globally_quoted_identifiers=true");
	}

}
