package io.github.softdeleteaudit.shapes.detached;

import io.github.softdeleteaudit.test.TestDatabase;

class H2DetachedTests extends DetachedContract {

	H2DetachedTests() {
		super(TestDatabase.H2);
	}

}
