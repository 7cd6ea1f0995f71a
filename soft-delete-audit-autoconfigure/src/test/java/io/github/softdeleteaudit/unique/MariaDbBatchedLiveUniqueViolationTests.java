package io.github.softdeleteaudit.unique;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbBatchedLiveUniqueViolationTests extends LiveUniqueViolationContract {

	MariaDbBatchedLiveUniqueViolationTests() {
		super(TestDatabase.MARIADB, "spring.jpa.properties.hibernate.jdbc.batch_size=20",
				"spring.jpa.properties.hibernate.order_inserts=true",
				"spring.jpa.properties.hibernate.order_updates=true",
				"spring.datasource.hikari.data-source-properties.useBulkStmts=true");
	}

}
