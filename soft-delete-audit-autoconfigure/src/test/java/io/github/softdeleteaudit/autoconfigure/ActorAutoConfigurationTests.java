package io.github.softdeleteaudit.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.github.softdeleteaudit.actor.Actor;
import io.github.softdeleteaudit.actor.ActorProvider;
import io.github.softdeleteaudit.actor.RequestIdProvider;
import io.github.softdeleteaudit.actor.Stamp;
import io.github.softdeleteaudit.actor.Stamps;
import io.github.softdeleteaudit.autoconfigure.account.Account;
import io.github.softdeleteaudit.autoconfigure.account.Accounts;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.MDC;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.AuditorAware;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ActorAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ActorAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ActorAutoConfiguration.class));

	private final ApplicationContextRunner jpaContextRunner = this.contextRunner
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
				TransactionAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class))
		.withPropertyValues("spring.datasource.generate-unique-name=true")
		.withUserConfiguration(PersistenceConfiguration.class);

	@AfterEach
	void clearContext() {
		SecurityContextHolder.clearContext();
		RequestContextHolder.resetRequestAttributes();
		MDC.clear();
	}

	@Test
	void theActorIsTheAuthenticatedUser() {
		authenticate(user("clerk"));
		this.contextRunner.run((context) -> assertThat(currentActor(context)).isEqualTo(Actor.of("clerk")));
	}

	@Test
	void theSecurityContextIsThatOfTheApplicationsOwnStrategy() {
		SecurityContextHolderStrategy own = new OwnStrategy();
		own.setContext(new SecurityContextImpl(user("clerk")));
		authenticate(user("of another application"));
		this.contextRunner.withBean(SecurityContextHolderStrategy.class, () -> own)
			.run((context) -> assertThat(currentActor(context)).isEqualTo(Actor.of("clerk")));
	}

	@Test
	void thePropertyNamesTheActor() {
		authenticate(user("clerk"));
		this.contextRunner.withPropertyValues("soft-delete-audit.audit.actor=principal.toUpperCase()")
			.run((context) -> assertThat(currentActor(context)).isEqualTo(Actor.of("CLERK")));
	}

	@Test
	void aSwitchedUserHasAnImpersonator() {
		authenticate(user("clerk", new SwitchUserGrantedAuthority("ROLE_PREVIOUS_ADMINISTRATOR", user("manager"))));
		this.contextRunner.run((context) -> assertThat(currentActor(context)).isEqualTo(new Actor("clerk", "manager")));
	}

	@Test
	void withoutAuthenticationThereIsNoActor() {
		this.contextRunner.run((context) -> assertThat(currentActor(context)).isNull());
	}

	@Test
	void aMalformedExpressionStopsTheStart() {
		this.contextRunner.withPropertyValues("soft-delete-audit.audit.actor=principal.(id")
			.run((context) -> assertThat(invalidProperty(context.getStartupFailure()))
				.isEqualTo("soft-delete-audit.audit.actor"));
	}

	@Test
	void aBlankExpressionStopsTheStart() {
		this.contextRunner.withPropertyValues("soft-delete-audit.audit.actor=")
			.run((context) -> assertThat(invalidProperty(context.getStartupFailure()))
				.isEqualTo("soft-delete-audit.audit.actor"));
	}

	@Test
	void aBlankSystemActorStopsTheStart() {
		this.contextRunner.withPropertyValues("soft-delete-audit.audit.system-actor=")
			.run((context) -> assertThat(invalidProperty(context.getStartupFailure()))
				.isEqualTo("soft-delete-audit.audit.system-actor"));
	}

	@Test
	void theUsersActorProviderWins() {
		authenticate(user("clerk"));
		this.contextRunner.withBean(ActorProvider.class, () -> () -> Actor.of("robot"))
			.withBean("auditor", AuditorAware.class, () -> () -> Optional.of("auditor"))
			.run((context) -> {
				assertThat(context).hasSingleBean(ActorProvider.class);
				assertThat(currentActor(context)).isEqualTo(Actor.of("robot"));
			});
	}

	@Test
	void theAuditorAwareWinsOverTheSecurityContext() {
		authenticate(user("clerk", new SwitchUserGrantedAuthority("ROLE_PREVIOUS_ADMINISTRATOR", user("manager"))));
		this.contextRunner.withUserConfiguration(AuditorAwareConfiguration.class)
			.run((context) -> assertThat(currentActor(context)).isEqualTo(new Actor("17", "manager")));
	}

	@Test
	void anAuditorAwareWithoutAnswerFallsBackToTheSecurityContext() {
		authenticate(user("clerk"));
		this.contextRunner.withBean("auditor", AuditorAware.class, () -> Optional::empty)
			.run((context) -> assertThat(currentActor(context)).isEqualTo(Actor.of("clerk")));
	}

	@Test
	void ofSeveralAuditorAwaresNoneIsAsked() {
		authenticate(user("clerk"));
		this.contextRunner.withUserConfiguration(AuditorAwareConfiguration.class)
			.withUserConfiguration(AnotherAuditorAwareConfiguration.class)
			.run((context) -> assertThat(currentActor(context)).isEqualTo(Actor.of("clerk")));
	}

	@Test
	void withoutSpringSecurityTheAuditorAwareActs() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("org.springframework.security"))
			.withUserConfiguration(AuditorAwareConfiguration.class)
			.run((context) -> assertThat(currentActor(context)).isEqualTo(Actor.of("17")));
	}

	@Test
	void withoutSpringSecurityOnlyTheSystemActs() throws Exception {
		try (HidingClassLoader classLoader = new HidingClassLoader("org.springframework.security")) {
			assertThat(classLoader.call(CurrentActor.class)).isEqualTo("null");
		}
	}

	@Test
	void withoutSpringSecurityWebTheSecurityContextIsRead() throws Exception {
		authenticate(user("clerk", new SimpleGrantedAuthority("ROLE_USER")));
		try (HidingClassLoader classLoader = new HidingClassLoader("org.springframework.security.web")) {
			assertThat(classLoader.call(CurrentActor.class)).isEqualTo(Actor.of("clerk").toString());
		}
	}

	@Test
	void theRequestIdComesFromTheLoggingContext() {
		MDC.put("requestId", "r-1");
		MDC.put("traceId", "t-1");
		this.jpaContextRunner.run((context) -> assertThat(stamp(context).requestId()).isEqualTo("r-1"));
		this.jpaContextRunner.withPropertyValues("soft-delete-audit.audit.request-id=traceId")
			.run((context) -> assertThat(stamp(context).requestId()).isEqualTo("t-1"));
	}

	@Test
	void theSystemActorIsConfigured() {
		this.jpaContextRunner.run((context) -> assertThat(stamp(context).actor()).isEqualTo(Actor.of("system")));
		this.jpaContextRunner.withPropertyValues("soft-delete-audit.audit.system-actor=batch")
			.run((context) -> assertThat(stamp(context).actor()).isEqualTo(Actor.of("batch")));
	}

	@Test
	void theClockIsTheApplications() {
		Instant instant = Instant.parse("2030-01-02T03:04:05Z");
		this.jpaContextRunner.withBean(Clock.class, () -> Clock.fixed(instant, ZoneOffset.UTC))
			.run((context) -> assertThat(stamp(context).instant()).isEqualTo(instant));
	}

	@Test
	void withSeveralClocksTheTimeIsTheSystems() {
		Clock past = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
		this.jpaContextRunner.withBean("one", Clock.class, () -> past)
			.withBean("clock", Clock.class, () -> past)
			.run((context) -> assertThat(stamp(context).instant()).isAfter(Instant.parse("2020-01-01T00:00:00Z")));
	}

	@Test
	void whoActsMayBeReadFromARepository() {
		this.jpaContextRunner.withUserConfiguration(RepositoryAuditorConfiguration.class)
			.run((context) -> assertThat(stamp(context).actor()).isEqualTo(Actor.of("0 users")));
		this.jpaContextRunner.withUserConfiguration(RepositoryActorProviderConfiguration.class)
			.run((context) -> assertThat(stamp(context).actor()).isEqualTo(Actor.of("0 users")));
	}

	@Test
	void byDefaultAFailingProviderFailsTheWrite() {
		this.jpaContextRunner.withBean(ActorProvider.class, () -> ActorAutoConfigurationTests::failing)
			.run((context) -> assertThatIllegalStateException().isThrownBy(() -> stamp(context))
				.withMessage("no directory"));
	}

	@Test
	void thePropertyLetsTheActorBeUnknown(CapturedOutput output) {
		this.jpaContextRunner.withBean(ActorProvider.class, () -> ActorAutoConfigurationTests::failing)
			.withPropertyValues("soft-delete-audit.audit.on-actor-failure=unknown")
			.run((context) -> assertThat(stamp(context).actor()).isEqualTo(Actor.of("unknown")));
		assertThat(output).containsOnlyOnce("The actor is recorded as 'unknown'").contains("no directory");
	}

	@Test
	void theActorIsUnknownAlsoWhenAnAuditorAwareOrTheExpressionFails() {
		ApplicationContextRunner unknown = this.jpaContextRunner
			.withPropertyValues("soft-delete-audit.audit.on-actor-failure=unknown");
		unknown.withBean("auditor", AuditorAware.class, () -> () -> Optional.of(failing()))
			.run((context) -> assertThat(stamp(context).actor()).isEqualTo(Actor.of("unknown")));
		authenticate(user("clerk"));
		unknown.withPropertyValues("soft-delete-audit.audit.actor=principal.id")
			.run((context) -> assertThat(stamp(context).actor()).isEqualTo(Actor.of("unknown")));
		unknown.withBean(ActorProvider.class, () -> () -> null)
			.run((context) -> assertThat(stamp(context).actor()).isEqualTo(Actor.of("system")));
	}

	@Test
	void theRequestIdIsThatOfTheLoggingContextThenOfTheHeaderThenOfTheTrace() {
		SimpleTracer tracer = new SimpleTracer();
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("X-Correlation-Id", "header");
		ApplicationContextRunner runner = this.jpaContextRunner.withBean(Tracer.class, () -> tracer)
			.withPropertyValues("soft-delete-audit.audit.request-id=correlation",
					"soft-delete-audit.audit.request-id-header=x-correlation-id");
		runner.run((context) -> {
			assertThat(stamp(context).requestId()).isNull();
			SimpleSpan span = tracer.nextSpan().start();
			try (Tracer.SpanInScope scope = tracer.withSpan(span)) {
				assertThat(stamp(context).requestId()).isEqualTo(span.context().traceId()).isNotBlank();
				ServletRequestAttributes attributes = new ServletRequestAttributes(request);
				RequestContextHolder.setRequestAttributes(attributes);
				assertThat(stamp(context).requestId()).isEqualTo("header");
				MDC.put("correlation", "logged");
				assertThat(stamp(context).requestId()).isEqualTo("logged");
				MDC.clear();
				attributes.requestCompleted();
				assertThat(stamp(context).requestId()).isEqualTo(span.context().traceId());
			}
		});
	}

	@Test
	void noHeaderIsReadUnlessItIsNamed() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("X-Request-Id", "header");
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
		this.jpaContextRunner.run((context) -> assertThat(stamp(context).requestId()).isNull());
	}

	@Test
	void theUsersRequestIdProviderWins() {
		MDC.put("requestId", "logged");
		this.jpaContextRunner.withBean(RequestIdProvider.class, () -> () -> "own\u0000\n-1")
			.run((context) -> assertThat(stamp(context).requestId()).isEqualTo("own-1"));
	}

	@Test
	void aFailingRequestIdProviderFailsNoWrite(CapturedOutput output) {
		this.jpaContextRunner.withBean(RequestIdProvider.class, () -> () -> {
			throw new IllegalStateException("no request");
		}).run((context) -> assertThat(stamp(context).requestId()).isNull());
		assertThat(output).contains("No request id is recorded").contains("no request");
	}

	@Test
	void neitherTracerNorWebAreNeeded() {
		MDC.put("requestId", "logged");
		for (String absent : List.of("io.micrometer.tracing", "org.springframework.web", "jakarta.servlet")) {
			this.jpaContextRunner.withClassLoader(new FilteredClassLoader(absent))
				.run((context) -> assertThat(stamp(context).requestId()).isEqualTo("logged"));
		}
	}

	private static Actor failing() {
		throw new IllegalStateException("no directory");
	}

	@Test
	void eitherFeatureNeedsTheStamp() {
		this.contextRunner.withPropertyValues("soft-delete-audit.audit.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(Stamps.class));
		this.contextRunner.withPropertyValues("soft-delete-audit.soft-delete.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(Stamps.class));
	}

	@Test
	void withEveryFeatureOffThereIsNothing() {
		this.contextRunner
			.withPropertyValues("soft-delete-audit.audit.enabled=false", "soft-delete-audit.soft-delete.enabled=false",
					"soft-delete-audit.audit.actor=principal.(id")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(Stamps.class)
				.doesNotHaveBean(ActorProvider.class));
	}

	private static @Nullable Actor currentActor(ApplicationContext context) {
		return context.getBean(ActorProvider.class).currentActor();
	}

	private static Stamp stamp(ApplicationContext context) {
		SessionFactory sessionFactory = context.getBean(EntityManagerFactory.class).unwrap(SessionFactory.class);
		try (Session session = sessionFactory.openSession()) {
			session.beginTransaction();
			Stamp stamp = context.getBean(Stamps.class).current(session.unwrap(SharedSessionContractImplementor.class));
			session.getTransaction().rollback();
			return stamp;
		}
	}

	private static String invalidProperty(@Nullable Throwable failure) {
		assertThat(failure).isInstanceOf(BeanCreationException.class);
		Throwable cause = failure;
		while (cause != null && !(cause instanceof InvalidConfigurationPropertyValueException)) {
			cause = cause.getCause();
		}
		assertThat(cause).as("cause that Boot's failure analyzer explains").isNotNull();
		return ((InvalidConfigurationPropertyValueException) cause).getName();
	}

	private static void authenticate(Authentication authentication) {
		SecurityContextHolder.setContext(new SecurityContextImpl(authentication));
	}

	private static Authentication user(String name, GrantedAuthority... authorities) {
		return UsernamePasswordAuthenticationToken.authenticated(name, null, List.of(authorities));
	}

	@Configuration(proxyBeanMethods = false)
	static class AuditorAwareConfiguration {

		@Bean
		AuditorAware<Long> auditorAware() {
			return () -> Optional.of(17L);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnotherAuditorAwareConfiguration {

		@Bean
		AuditorAware<String> anotherAuditorAware() {
			return () -> Optional.of("another");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(basePackageClasses = Account.class)
	static class PersistenceConfiguration {

		@Bean
		PersistenceManagedTypes persistenceManagedTypes() {
			return PersistenceManagedTypes.of(Account.class.getName());
		}

		// The stamps are needed while the entity manager factory is being created.
		@Bean
		HibernatePropertiesCustomizer stampsInHibernate(Stamps stamps) {
			return (properties) -> properties.put("stamps", stamps);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RepositoryAuditorConfiguration {

		@Bean
		AuditorAware<String> auditorAware(Accounts accounts) {
			return () -> Optional.of(accounts.count() + " users");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RepositoryActorProviderConfiguration {

		@Bean
		ActorProvider repositoryActorProvider(Accounts accounts) {
			return () -> Actor.of(accounts.count() + " users");
		}

	}

	/**
	 * Asks an application context for the actor, all with the class loader that loaded
	 * this class.
	 */
	static class CurrentActor implements Callable<String> {

		@Override
		public String call() {
			StringBuilder actor = new StringBuilder();
			new ApplicationContextRunner().withClassLoader(getClass().getClassLoader())
				// AutoConfigurations would load the class by its name, from elsewhere.
				.withUserConfiguration(ActorAutoConfiguration.class)
				.run((context) -> actor.append(context.getBean(ActorProvider.class).currentActor()));
			return actor.toString();
		}

	}

	/**
	 * Hides packages also from this library's own classes, which it loads itself.
	 */
	static class HidingClassLoader extends FilteredClassLoader {

		HidingClassLoader(String... hiddenPackages) {
			super(hiddenPackages);
		}

		Object call(Class<? extends Callable<?>> type) throws Exception {
			var constructor = loadClass(type.getName()).getDeclaredConstructor();
			constructor.setAccessible(true);
			return ((Callable<?>) constructor.newInstance()).call();
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (!name.startsWith("io.github.softdeleteaudit.")) {
				return super.loadClass(name, resolve);
			}
			synchronized (getClassLoadingLock(name)) {
				Class<?> loaded = findLoadedClass(name);
				return (loaded != null) ? loaded : defineClass(name);
			}
		}

		private Class<?> defineClass(String name) throws ClassNotFoundException {
			try (InputStream stream = getResourceAsStream(name.replace('.', '/') + ".class")) {
				if (stream == null) {
					throw new ClassNotFoundException(name);
				}
				byte[] bytes = stream.readAllBytes();
				return defineClass(name, bytes, 0, bytes.length);
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}

	}

	private static final class OwnStrategy implements SecurityContextHolderStrategy {

		private SecurityContext context = createEmptyContext();

		@Override
		public void clearContext() {
			this.context = createEmptyContext();
		}

		@Override
		public SecurityContext getContext() {
			return this.context;
		}

		@Override
		public void setContext(SecurityContext context) {
			this.context = context;
		}

		@Override
		public SecurityContext createEmptyContext() {
			return new SecurityContextImpl();
		}

	}

}
