package io.github.softdeleteaudit.shapes.acting;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import io.github.softdeleteaudit.shapes.acting.Notes.Note;
import io.github.softdeleteaudit.test.TestApplication;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.switchuser.SwitchUserFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.RequestContextFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The user of a request, by Spring Security's own filters, is recorded in deleted rows
 * and in revisions alike. H2 suffices: no database has a part in it.
 */
@TestInstance(Lifecycle.PER_CLASS)
class H2RequestUserTests {

	private TestApplication application;

	@BeforeAll
	void start() {
		this.application = TestApplication.start(TestDatabase.H2, WebSecurityApplication.class,
				"soft-delete-audit.audit.request-id-header=X-Request-Id");
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	@Test
	void theUserOfAFormLogin() throws Exception {
		MockHttpSession session = login("clerk");
		assertThat(delete(inSession(session))).isEqualTo("clerk clerk null");
	}

	@Test
	void theSubjectOfAJwt() throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/delete");
		request.addHeader(HttpHeaders.AUTHORIZATION, "Bearer " + this.application.bean(Tokens.class).of("device-7"));
		assertThat(delete(request)).isEqualTo("device-7 device-7 null");
	}

	@Test
	void theUserOfAnOAuth2Login() throws Exception {
		MockHttpSession session = new MockHttpSession();
		session.setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
				new SecurityContextImpl(new OAuth2AuthenticationToken(
						new DefaultOAuth2User(List.of(), Map.of("sub", "4711", "email", "ada@example.com"), "email"),
						List.of(), "company")));
		assertThat(delete(inSession(session))).isEqualTo("ada@example.com ada@example.com null");
	}

	@Test
	void anAnonymousUser() throws Exception {
		assertThat(delete(new MockHttpServletRequest("POST", "/delete"))).isEqualTo("anonymousUser anonymousUser null");
	}

	@Test
	void aSwitchedUserAndTheOneBehind() throws Exception {
		MockHttpSession session = login("manager");
		MockHttpServletRequest request = inSession(session);
		request.setRequestURI("/login/impersonate");
		request.setParameter("username", "clerk");
		handle(request);
		assertThat(delete(inSession(session))).isEqualTo("clerk clerk manager");
	}

	@Test
	void manyRequestsAtOnceHaveTheirOwnUsers() {
		List<CompletableFuture<String>> requests = IntStream.range(0, 20)
			.mapToObj((i) -> CompletableFuture.supplyAsync(() -> {
				MockHttpServletRequest request = new MockHttpServletRequest("POST", "/delete");
				request.addHeader(HttpHeaders.AUTHORIZATION,
						"Bearer " + this.application.bean(Tokens.class).of("u" + i));
				try {
					return delete(request);
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
			}))
			.toList();
		for (int i = 0; i < 20; i++) {
			assertThat(requests.get(i).join()).isEqualTo("u%1$d u%1$d null".formatted(i));
		}
	}

	@Test
	void theHeaderOfTheRequestIsItsId() throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/delete");
		request.addHeader("X-Request-Id", "abc\r\n\u0000" + "x".repeat(300));
		delete(request);
		assertThat(lastRequestId()).isEqualTo("abc" + "x".repeat(252));
		delete(new MockHttpServletRequest("POST", "/delete"));
		assertThat(lastRequestId()).isNull();
	}

	private String lastRequestId() {
		return this.application.jdbc()
			.queryForObject("select request_id from revinfo order by rev desc limit 1", String.class);
	}

	private MockHttpSession login(String user) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/login");
		request.setParameter("username", user);
		request.setParameter("password", "secret");
		handle(request);
		HttpSession session = request.getSession(false);
		assertThat(session).as("session of a logged in user").isNotNull();
		return (MockHttpSession) session;
	}

	private static MockHttpServletRequest inSession(MockHttpSession session) {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/delete");
		request.setSession(session);
		return request;
	}

	/**
	 * Let a request delete a row.
	 * @return who deleted it by the row, by the revision, and who stood behind
	 */
	private String delete(MockHttpServletRequest request) throws Exception {
		Note note = this.application.bean(Notes.class).save(new Note());
		request.setParameter("id", note.id.toString());
		handle(request);
		return this.application.jdbc().queryForObject(Notes.DELETION, String.class, note.id);
	}

	private void handle(MockHttpServletRequest request) throws Exception {
		this.application.bean(Requests.class).handle(request);
	}

	/**
	 * Handles requests as a servlet container does: filters, then a servlet.
	 */
	static class Requests {

		private final Filter security;

		private final Servlet servlet;

		Requests(Filter security, Notes notes) {
			this.security = security;
			this.servlet = new HttpServlet() {

				@Override
				protected void doPost(HttpServletRequest request, HttpServletResponse response) {
					notes.deleteById(Long.valueOf(request.getParameter("id")));
				}

			};
		}

		void handle(MockHttpServletRequest request) throws Exception {
			new MockFilterChain(this.servlet, new RequestContextFilter(), this.security).doFilter(request,
					new MockHttpServletResponse());
		}

	}

	static class Tokens {

		private final KeyPair keys;

		Tokens() throws Exception {
			this.keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
		}

		JwtDecoder decoder() {
			return NimbusJwtDecoder.withPublicKey((RSAPublicKey) this.keys.getPublic()).build();
		}

		String of(String subject) {
			RSAKey key = new RSAKey.Builder((RSAPublicKey) this.keys.getPublic())
				.privateKey((RSAPrivateKey) this.keys.getPrivate())
				.keyID(UUID.randomUUID().toString())
				.build();
			return new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key)))
				.encode(JwtEncoderParameters.from(JwsHeader.with(SignatureAlgorithm.RS256).build(),
						JwtClaimsSet.builder().subject(subject).expiresAt(Instant.now().plusSeconds(600)).build()))
				.getTokenValue();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage
	@EnableJpaRepositories
	@EnableWebSecurity
	static class WebSecurityApplication {

		@Bean
		Tokens tokens() throws Exception {
			return new Tokens();
		}

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(User.withUsername("clerk").password("{noop}secret").build(),
					User.withUsername("manager").password("{noop}secret").build());
		}

		@Bean
		SecurityFilterChain filterChain(HttpSecurity http, Tokens tokens, UserDetailsService users) throws Exception {
			SwitchUserFilter switchUser = new SwitchUserFilter();
			switchUser.setUserDetailsService(users);
			switchUser.setTargetUrl("/");
			switchUser.afterPropertiesSet();
			switchUser.setSecurityContextRepository(new HttpSessionSecurityContextRepository());
			return http.csrf((csrf) -> csrf.disable())
				.formLogin(Customizer.withDefaults())
				.oauth2ResourceServer((server) -> server.jwt((jwt) -> jwt.decoder(tokens.decoder())))
				.addFilter(switchUser)
				.build();
		}

		@Bean
		Requests requests(@Qualifier("springSecurityFilterChain") Filter security, Notes notes) {
			return new Requests(security, notes);
		}

	}

}
