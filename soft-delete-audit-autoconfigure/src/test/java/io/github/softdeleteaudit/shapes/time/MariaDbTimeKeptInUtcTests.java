package io.github.softdeleteaudit.shapes.time;

import io.github.softdeleteaudit.test.TestDatabase;

class MariaDbTimeKeptInUtcTests extends TimeContract {

	MariaDbTimeKeptInUtcTests() {
		super(TestDatabase.MARIADB, "Europe/Berlin", "spring.jpa.properties.hibernate.jdbc.time_zone=UTC",
				"spring.jpa.properties.hibernate.timezone.default_storage=NORMALIZE_UTC");
	}

}
