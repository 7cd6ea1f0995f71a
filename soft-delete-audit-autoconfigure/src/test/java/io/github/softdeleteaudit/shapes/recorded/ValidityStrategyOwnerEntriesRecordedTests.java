package io.github.softdeleteaudit.shapes.recorded;

import io.github.softdeleteaudit.test.TestDatabase;
import org.hibernate.envers.strategy.internal.ValidityAuditStrategy;

class ValidityStrategyOwnerEntriesRecordedTests extends RecordedContract {

	ValidityStrategyOwnerEntriesRecordedTests() {
		super(TestDatabase.H2, "spring.jpa.properties.org.hibernate.envers.revision_on_collection_change=true",
				"spring.jpa.properties.org.hibernate.envers.audit_strategy=" + ValidityAuditStrategy.class.getName());
	}

	@Override
	protected boolean ownersHaveEntries() {
		return true;
	}

}
