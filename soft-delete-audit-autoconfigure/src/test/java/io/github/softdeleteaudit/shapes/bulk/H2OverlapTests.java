package io.github.softdeleteaudit.shapes.bulk;

import io.github.softdeleteaudit.test.TestDatabase;

class H2OverlapTests extends OverlapContract {

	H2OverlapTests() {
		super(TestDatabase.H2);
	}

}
