package io.github.softdeleteaudit.shapes.recorded;

import io.github.softdeleteaudit.test.TestDatabase;

class OwnerEntriesRecordedTests extends RecordedContract {

	OwnerEntriesRecordedTests() {
		super(TestDatabase.H2, "spring.jpa.properties.org.hibernate.envers.revision_on_collection_change=true");
	}

	@Override
	protected boolean ownersHaveEntries() {
		return true;
	}

}
