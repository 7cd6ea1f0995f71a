package io.github.softdeleteaudit.audit.envers;

import io.github.softdeleteaudit.audit.envers.AuditedEntities.Memo;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that registers listeners of its own in place of Envers', so as to leave
 * out changes. H2 suffices: no database has a part in it.
 */
class OwnListenersTests {

	@Test
	void theirPlaceIsNotTaken() {
		try (AuditApplication application = new AuditApplication(TestDatabase.H2,
				"spring.jpa.properties.hibernate.envers.autoRegisterListeners=false")) {
			application.transaction((em) -> em.persist(new Memo("a")));
			assertThat(application.count("memo")).isOne();
			assertThat(application.count("memo_aud")).isZero();
		}
	}

}
