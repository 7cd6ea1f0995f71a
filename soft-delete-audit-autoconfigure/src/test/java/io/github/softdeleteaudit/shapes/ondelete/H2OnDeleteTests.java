package io.github.softdeleteaudit.shapes.ondelete;

import io.github.softdeleteaudit.test.TestDatabase;

class H2OnDeleteTests extends OnDeleteContract {

	H2OnDeleteTests() {
		super(TestDatabase.H2);
	}

}
