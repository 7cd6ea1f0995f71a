package io.github.softdeleteaudit.shapes.time;

import io.github.softdeleteaudit.test.TestDatabase;

class H2TimeKeptInUtcTests extends TimeContract {

	H2TimeKeptInUtcTests() {
		super(TestDatabase.H2, "Europe/Berlin", "spring.jpa.properties.hibernate.jdbc.time_zone=UTC",
				"spring.jpa.properties.hibernate.timezone.default_storage=NORMALIZE_UTC");
	}

}
