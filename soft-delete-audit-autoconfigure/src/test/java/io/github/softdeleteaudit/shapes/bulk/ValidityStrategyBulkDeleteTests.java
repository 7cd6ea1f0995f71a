package io.github.softdeleteaudit.shapes.bulk;

import io.github.softdeleteaudit.test.TestDatabase;
import org.hibernate.envers.strategy.internal.ValidityAuditStrategy;

import org.springframework.util.StringUtils;

/**
 * The contract under Envers' validity strategy, with times kept in UTC.
 */
class ValidityStrategyBulkDeleteTests extends BulkDeleteContract {

	ValidityStrategyBulkDeleteTests() {
		super(TestDatabase.H2);
	}

	@Override
	protected String[] properties() {
		return StringUtils.concatenateStringArrays(super.properties(), new String[] {
				"spring.jpa.properties.hibernate.jdbc.time_zone=UTC",
				"spring.jpa.properties.org.hibernate.envers.audit_strategy=" + ValidityAuditStrategy.class.getName() });
	}

}
