package io.github.softdeleteaudit.shapes.audited;

import io.github.softdeleteaudit.test.TestDatabase;
import org.hibernate.envers.strategy.internal.ValidityAuditStrategy;

/**
 * The contract under Envers' validity strategy.
 */
class ValidityStrategyRandomPastTests extends RandomPastContract {

	ValidityStrategyRandomPastTests() {
		super(TestDatabase.H2);
	}

	@Override
	protected String[] properties() {
		return new String[] {
				"spring.jpa.properties.org.hibernate.envers.audit_strategy=" + ValidityAuditStrategy.class.getName() };
	}

}
