package io.github.softdeleteaudit.shapes.recorded;

import io.github.softdeleteaudit.test.TestDatabase;
import org.hibernate.envers.strategy.internal.ValidityAuditStrategy;

class ValidityStrategyRecordedTests extends RecordedContract {

	ValidityStrategyRecordedTests() {
		super(TestDatabase.H2,
				"spring.jpa.properties.org.hibernate.envers.audit_strategy=" + ValidityAuditStrategy.class.getName());
	}

	@Override
	protected int stride() {
		return 7;
	}

}
