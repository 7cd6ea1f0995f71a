package io.github.softdeleteaudit.shapes.livekey;

import io.github.softdeleteaudit.test.TestDatabase;

class H2LiveKeyTests extends LiveKeyContract {

	H2LiveKeyTests() {
		super(TestDatabase.H2);
	}

}
