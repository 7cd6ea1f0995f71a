package io.github.softdeleteaudit.shapes.subselect;

import io.github.softdeleteaudit.test.TestDatabase;

class H2SubselectTests extends SubselectContract {

	H2SubselectTests() {
		super(TestDatabase.H2);
	}

}
