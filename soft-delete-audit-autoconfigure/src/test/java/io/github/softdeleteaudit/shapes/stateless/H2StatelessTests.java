package io.github.softdeleteaudit.shapes.stateless;

import io.github.softdeleteaudit.test.TestDatabase;

class H2StatelessTests extends StatelessContract {

	H2StatelessTests() {
		super(TestDatabase.H2);
	}

}
