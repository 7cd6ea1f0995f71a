package io.github.softdeleteaudit.shapes.who;

import io.github.softdeleteaudit.test.TestDatabase;

class H2ReasonTests extends ReasonContract {

	H2ReasonTests() {
		super(TestDatabase.H2);
	}

}
