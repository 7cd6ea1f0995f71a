package io.github.softdeleteaudit.softdelete.unusual;

import io.github.softdeleteaudit.test.TestDatabase;

class H2UnusualSequencesTests extends UnusualSequencesContract {

	H2UnusualSequencesTests() {
		super(TestDatabase.H2);
	}

}
