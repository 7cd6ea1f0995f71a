package io.github.softdeleteaudit.readme;

import java.util.Optional;

import io.github.softdeleteaudit.actor.Actor;
import io.github.softdeleteaudit.actor.ActorProvider;
import io.github.softdeleteaudit.audit.AuditRevisionCustomizer;
import io.github.softdeleteaudit.readme.revision.ShopRevision;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.AuditorAware;

/**
 * The beans that say who acts, as in the README.
 */
class ActorBeans {

	@Configuration(proxyBeanMethods = false)
	static class WithActorProvider {

		// tag::actor-provider[]
		@Bean
		ActorProvider actorProvider() {
			return () -> Actor.of("terminal 7"); // null means: the system actor
		}
		// end::actor-provider[]

	}

	@Configuration(proxyBeanMethods = false)
	static class WithRevisionCustomizer {

		// tag::revision-customizer[]
		@Bean
		AuditRevisionCustomizer branchOfRevision() {
			return (revision) -> ((ShopRevision) revision).setBranch("main");
		}
		// end::revision-customizer[]

	}

	@Configuration(proxyBeanMethods = false)
	static class WithAuditorAware {

		// tag::auditor-aware[]
		@Bean
		AuditorAware<String> auditorAware() {
			return () -> Optional.of("terminal 7");
		}
		// end::auditor-aware[]

	}

}
