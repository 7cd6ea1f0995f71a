package io.github.softdeleteaudit.softdelete;

import io.github.softdeleteaudit.test.TestDatabase;

class H2MainScenarioTests extends MainScenarioContract {

	H2MainScenarioTests() {
		super(TestDatabase.H2);
	}

}
