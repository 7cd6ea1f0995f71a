package io.github.softdeleteaudit.actor;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.expression.ParseException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link SecurityContextActorProvider}.
 */
class SecurityContextActorProviderTests {

	private final SecurityContextActorProvider byName = new SecurityContextActorProvider("name");

	private final SecurityContextActorProvider byId = new SecurityContextActorProvider("principal.id");

	@AfterEach
	void clearContext() {
		SecurityContextHolder.clearContext();
	}

	@Test
	void withoutAuthenticationThereIsNoActor() {
		assertThat(this.byName.currentActor()).isNull();
		assertThat(this.byName.currentImpersonator()).isNull();
	}

	@Test
	void anAuthenticationThatIsNotAuthenticatedNamesNobody() {
		authenticate(UsernamePasswordAuthenticationToken.unauthenticated("clerk", "secret"));
		assertThat(this.byName.currentActor()).isNull();
	}

	@Test
	void theActorIsTheNameOfTheAuthentication() {
		authenticate(user("clerk"));
		assertThat(this.byName.currentActor()).isEqualTo(Actor.of("clerk"));
	}

	@Test
	void theContextIsReadAtEachCall() {
		authenticate(user("clerk"));
		assertThat(this.byName.currentActor()).isEqualTo(Actor.of("clerk"));
		authenticate(user("manager"));
		assertThat(this.byName.currentActor()).isEqualTo(Actor.of("manager"));
	}

	@Test
	void theExpressionNamesTheActor() {
		authenticate(user(new Account(17L)));
		assertThat(this.byId.currentActor()).isEqualTo(Actor.of("17"));
	}

	@Test
	void theExpressionReadsTheClaimsOfAToken() {
		authenticate(user(Map.of("sub", "a1b2")));
		assertThat(new SecurityContextActorProvider("principal['sub']").currentActor()).isEqualTo(Actor.of("a1b2"));
	}

	@Test
	void anAnonymousUserIsAnActorWhateverTheExpression() {
		authenticate(new AnonymousAuthenticationToken("key", "anonymousUser",
				AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS")));
		assertThat(this.byId.currentActor()).isEqualTo(Actor.of("anonymousUser"));
	}

	@Test
	void aSwitchedUserHasAnImpersonator() {
		GrantedAuthority switched = new SwitchUserGrantedAuthority("ROLE_PREVIOUS_ADMINISTRATOR",
				user(new Account(1L)));
		authenticate(user(new Account(17L), AuthorityUtils.createAuthorityList("ROLE_USER").get(0), switched));
		assertThat(this.byId.currentActor()).isEqualTo(new Actor("17", "1"));
		assertThat(this.byId.currentImpersonator()).isEqualTo("1");
	}

	@Test
	void aUserThatHasNotBeenSwitchedHasNoImpersonator() {
		authenticate(user("clerk", AuthorityUtils.createAuthorityList("ROLE_USER").get(0)));
		assertThat(this.byName.currentImpersonator()).isNull();
	}

	@Test
	void anExpressionThatGivesNullIsAnError() {
		authenticate(user(new Account(null)));
		assertThatIllegalStateException().isThrownBy(this.byId::currentActor)
			.withMessage("No actor: the expression 'principal.id' of the property 'soft-delete-audit.audit.actor', "
					+ "evaluated on a UsernamePasswordAuthenticationToken, is null");
	}

	@Test
	void anExpressionThatGivesABlankIsAnError() {
		authenticate(user(" "));
		assertThatIllegalStateException().isThrownBy(this.byName::currentActor)
			.withMessageContaining("'soft-delete-audit.audit.actor'")
			.withMessageEndingWith("is blank");
	}

	@Test
	void anExpressionThatDoesNotFitThePrincipalIsAnError() {
		authenticate(user("clerk"));
		assertThatIllegalStateException().isThrownBy(this.byId::currentActor)
			.withMessageContaining("'principal.id'")
			.withMessageContaining("'soft-delete-audit.audit.actor'")
			.withMessageContaining("failed: ");
	}

	@Test
	void anErrorDoesNotTellTheCredentials() {
		authenticate(UsernamePasswordAuthenticationToken.authenticated("clerk", "secret", List.of()));
		assertThatIllegalStateException().isThrownBy(this.byId::currentActor)
			.satisfies((ex) -> assertThat(ex).hasStackTraceContaining("principal.id"))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("secret"));
	}

	@Test
	void aMalformedExpressionIsRefused() {
		assertThatExceptionOfType(ParseException.class)
			.isThrownBy(() -> new SecurityContextActorProvider("principal.(id"));
	}

	private static void authenticate(Authentication authentication) {
		SecurityContextHolder.setContext(new SecurityContextImpl(authentication));
	}

	private static Authentication user(Object principal, GrantedAuthority... authorities) {
		return UsernamePasswordAuthenticationToken.authenticated(principal, null, List.of(authorities));
	}

	record Account(@Nullable Long id) {

	}

}
