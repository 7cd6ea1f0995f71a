package io.github.softdeleteaudit.shapes.who;

import io.github.softdeleteaudit.test.TestDatabase;

class H2RunAsTests extends RunAsContract {

	H2RunAsTests() {
		super(TestDatabase.H2);
	}

}
