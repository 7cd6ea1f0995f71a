package io.github.softdeleteaudit.shapes.time;

import io.github.softdeleteaudit.test.TestDatabase;

class H2TimeNormalizedTests extends TimeContract {

	H2TimeNormalizedTests() {
		super(TestDatabase.H2, "America/New_York", "spring.jpa.properties.hibernate.timezone.default_storage=NORMALIZE",
				"spring.jpa.properties.hibernate.jdbc.time_zone=Asia/Tokyo");
	}

}
