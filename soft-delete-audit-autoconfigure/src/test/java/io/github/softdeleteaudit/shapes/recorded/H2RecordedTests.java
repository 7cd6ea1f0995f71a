package io.github.softdeleteaudit.shapes.recorded;

import io.github.softdeleteaudit.test.TestDatabase;

class H2RecordedTests extends RecordedContract {

	H2RecordedTests() {
		super(TestDatabase.H2);
	}

	@Override
	protected int stride() {
		return 5;
	}

}
