package io.github.softdeleteaudit.autoconfigure;

import java.time.Clock;
import java.util.function.Supplier;

import io.github.softdeleteaudit.actor.Actor;
import io.github.softdeleteaudit.actor.ActorProvider;
import io.github.softdeleteaudit.actor.AuditorAwareActorProvider;
import io.github.softdeleteaudit.actor.RequestIdProvider;
import io.github.softdeleteaudit.actor.SecurityContextActorProvider;
import io.github.softdeleteaudit.actor.Stamps;
import io.github.softdeleteaudit.autoconfigure.SoftDeleteAuditProperties.Audit.OnActorFailure;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.AuditorAware;
import org.springframework.expression.ParseException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the actor and the stamp. Off
 * when every feature that records an actor is off.
 */
@AutoConfiguration(before = HibernateJpaAutoConfiguration.class)
@Conditional(ActorAutoConfiguration.OnAnyFeatureCondition.class)
@EnableConfigurationProperties(SoftDeleteAuditProperties.class)
@Import(RequestIdConfiguration.class)
public final class ActorAutoConfiguration {

	/**
	 * The providers are looked up when the first stamp is made: this bean is needed for
	 * the entity manager factory, which those of an application may depend on.
	 */
	@Bean
	Stamps stamps(SoftDeleteAuditProperties properties, BeanFactory beanFactory) {
		ObjectProvider<ActorProvider> actorProviders = beanFactory.getBeanProvider(ActorProvider.class);
		ObjectProvider<RequestIdProvider> requestIdProviders = beanFactory.getBeanProvider(RequestIdProvider.class);
		ActorProvider actorProvider = () -> actorProviders.getObject().currentActor();
		return new Stamps(beanFactory.getBeanProvider(Clock.class).getIfUnique(Clock::systemUTC),
				(properties.audit().onActorFailure() == OnActorFailure.UNKNOWN)
						? new UnknownOnFailureActorProvider(actorProvider) : actorProvider,
				systemActor(properties.audit().systemActor()), () -> requestIdProviders.getObject().currentRequestId());
	}

	private static Supplier<@Nullable AuditorAware<?>> auditorAware(BeanFactory beanFactory) {
		// Not an injected ObjectProvider: among several beans, that one would choose by
		// the
		// name of the parameter.
		return () -> beanFactory.getBeanProvider(AuditorAware.class).getIfUnique();
	}

	private static Actor systemActor(String name) {
		try {
			return Actor.of(name);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException("soft-delete-audit.audit.system-actor", name,
					ex.getMessage(), ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(SecurityContextHolder.class)
	static class SecurityConfiguration {

		@Bean
		@ConditionalOnMissingBean
		ActorProvider actorProvider(SoftDeleteAuditProperties properties, BeanFactory beanFactory) {
			SecurityContextActorProvider securityContext = securityContext(properties.audit().actor(),
					beanFactory.getBeanProvider(SecurityContextHolderStrategy.class));
			return new AuditorAwareActorProvider(auditorAware(beanFactory), securityContext::currentImpersonator,
					securityContext);
		}

		// as the filters of Spring Security find it
		private static SecurityContextActorProvider securityContext(String expression,
				ObjectProvider<SecurityContextHolderStrategy> strategies) {
			SingletonSupplier<SecurityContextHolderStrategy> own = SingletonSupplier
				.ofNullable(strategies::getIfUnique);
			try {
				return new SecurityContextActorProvider(expression, () -> {
					SecurityContextHolderStrategy strategy = own.get();
					return (strategy != null) ? strategy : SecurityContextHolder.getContextHolderStrategy();
				});
			}
			catch (ParseException | IllegalArgumentException ex) {
				throw new InvalidConfigurationPropertyValueException("soft-delete-audit.audit.actor", expression,
						"It must be a SpEL expression on the Authentication: " + ex.getMessage(), ex);
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("org.springframework.security.core.context.SecurityContextHolder")
	static class NoSecurityConfiguration {

		@Bean
		@ConditionalOnMissingBean
		ActorProvider actorProvider(BeanFactory beanFactory) {
			return new AuditorAwareActorProvider(auditorAware(beanFactory), () -> null, () -> null);
		}

	}

	static class OnAnyFeatureCondition extends AnyNestedCondition {

		OnAnyFeatureCondition() {
			super(ConfigurationPhase.PARSE_CONFIGURATION);
		}

		@ConditionalOnBooleanProperty(name = "soft-delete-audit.soft-delete.enabled", matchIfMissing = true)
		static class OnSoftDelete {

		}

		@ConditionalOnBooleanProperty(name = "soft-delete-audit.audit.enabled", matchIfMissing = true)
		static class OnAudit {

		}

	}

}
