package io.github.softdeleteaudit.unique;

import io.github.softdeleteaudit.test.TestDatabase;

class H2BatchedLiveUniqueViolationTests extends LiveUniqueViolationContract {

	H2BatchedLiveUniqueViolationTests() {
		super(TestDatabase.H2, "spring.jpa.properties.hibernate.jdbc.batch_size=20",
				"spring.jpa.properties.hibernate.order_inserts=true",
				"spring.jpa.properties.hibernate.order_updates=true");
	}

}
