package io.github.softdeleteaudit.shapes.time;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlTimeNormalizedTests extends TimeContract {

	PostgreSqlTimeNormalizedTests() {
		super(TestDatabase.POSTGRESQL, "America/New_York",
				"spring.jpa.properties.hibernate.timezone.default_storage=NORMALIZE",
				"spring.jpa.properties.hibernate.jdbc.time_zone=Asia/Tokyo");
	}

}
