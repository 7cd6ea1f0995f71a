package io.github.softdeleteaudit.audit.envers;

import io.github.softdeleteaudit.test.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.envers.exception.AuditException;
import org.hibernate.envers.strategy.internal.ValidityAuditStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The contract holds under Envers' validity strategy, but for one case.
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

	@Override
	@Test
	void changesBeforeAndAfterAPurgeAreRecordedOnce() {
		assertFails(super::changesBeforeAndAfterAPurgeAreRecordedOnce);
	}

	@Override
	@Test
	void sessionThatIsFlushedByHand() {
		assertFails(super::sessionThatIsFlushedByHand);
	}

	// A purge makes Envers write what is pending, and the strategy cannot write an audit
	// row anew when there is more to record: the transaction fails.
	private static void assertFails(ThrowingCallable changesBeforeAndAfterAPurge) {
		assertThatException().isThrownBy(changesBeforeAndAfterAPurge).withRootCauseInstanceOf(AuditException.class);
	}

}
