package io.github.softdeleteaudit.shapes.time;

import io.github.softdeleteaudit.test.TestDatabase;

class PostgreSqlTimeKeptInUtcTests extends TimeContract {

	PostgreSqlTimeKeptInUtcTests() {
		super(TestDatabase.POSTGRESQL, "Europe/Berlin", "spring.jpa.properties.hibernate.jdbc.time_zone=UTC",
				"spring.jpa.properties.hibernate.timezone.default_storage=NORMALIZE_UTC");
	}

}
