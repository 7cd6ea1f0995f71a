package io.github.softdeleteaudit.shapes.table;

import io.github.softdeleteaudit.test.TestDatabase;

class H2TableTests extends TableContract {

	H2TableTests() {
		super(TestDatabase.H2);
	}

}
