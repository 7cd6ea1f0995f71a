package io.github.softdeleteaudit.shapes.restored;

import io.github.softdeleteaudit.test.TestDatabase;

class H2DeletionsTests extends DeletionsContract {

	H2DeletionsTests() {
		super(TestDatabase.H2);
	}

}
