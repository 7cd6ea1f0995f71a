package io.github.softdeleteaudit.audit.envers;

import io.github.softdeleteaudit.test.TestDatabase;
import org.hibernate.envers.strategy.internal.ValidityAuditStrategy;
import org.junit.jupiter.api.AfterEach;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract holds under Envers' validity strategy.
 */
class ValidityStrategyRowChangeRecorderTests extends RowChangeRecorderContract {

	ValidityStrategyRowChangeRecorderTests() {
		super(TestDatabase.H2,
				"spring.jpa.properties.org.hibernate.envers.audit_strategy=" + ValidityAuditStrategy.class.getName());
	}

	@AfterEach
	void eachAuditRowEndsWithTheNext() {
		assertThat(application().query("""
				select id, rev, revend, next from (
					select id, rev, revend, lead(rev) over (partition by id order by rev) as next from memo_aud)
				where revend is distinct from next""")).isEmpty();
	}

}
