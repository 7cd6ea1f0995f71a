package io.github.softdeleteaudit.actor;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.data.domain.AuditorAware;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AuditorAwareActorProvider}.
 */
class AuditorAwareActorProviderTests {

	private static final Actor FALLBACK = new Actor("fallback", "manager");

	@Test
	void theAuditorWinsOverTheFallback() {
		assertThat(provider(() -> Optional.of("auditor"), null).currentActor()).isEqualTo(Actor.of("auditor"));
	}

	@Test
	void theAuditorHasTheImpersonator() {
		assertThat(provider(() -> Optional.of("auditor"), "manager").currentActor())
			.isEqualTo(new Actor("auditor", "manager"));
	}

	@Test
	void anAuditorThatIsNotAStringIsNamedByItsStringValue() {
		assertThat(provider(() -> Optional.of(17L), null).currentActor()).isEqualTo(Actor.of("17"));
	}

	@Test
	void withoutAuditorTheFallbackActs() {
		assertThat(provider(Optional::empty, "manager").currentActor()).isEqualTo(FALLBACK);
	}

	@Test
	void withoutAuditorAwareTheFallbackActs() {
		assertThat(provider(null, "manager").currentActor()).isEqualTo(FALLBACK);
	}

	private static ActorProvider provider(@Nullable AuditorAware<?> auditorAware, @Nullable String impersonator) {
		return new AuditorAwareActorProvider(() -> auditorAware, () -> impersonator, () -> FALLBACK);
	}

}
