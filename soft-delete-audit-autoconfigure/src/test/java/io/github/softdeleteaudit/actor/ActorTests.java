package io.github.softdeleteaudit.actor;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Actor}.
 */
class ActorTests {

	@Test
	void anActorThatActsAsItselfHasNoImpersonator() {
		assertThat(Actor.of("clerk")).isEqualTo(new Actor("clerk", null));
	}

	@Test
	void aBlankNameIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Actor.of(" "))
			.withMessage("The name of an actor must not be blank");
	}

	@Test
	void aBlankImpersonatorIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Actor("clerk", ""))
			.withMessage("An impersonator must not be blank");
	}

}
