package io.github.softdeleteaudit.autoconfigure;

import io.github.softdeleteaudit.audit.envers.EnversAuditConfiguration;
import jakarta.persistence.EntityManager;
import org.hibernate.envers.boot.internal.EnversService;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for auditing by Hibernate Envers.
 */
@AutoConfiguration(before = HibernateJpaAutoConfiguration.class, after = ActorAutoConfiguration.class)
@ConditionalOnClass({ LocalContainerEntityManagerFactoryBean.class, EntityManager.class, EnversService.class })
public final class AuditAutoConfiguration {

	@Bean
	static PersistenceUnitPostProcessor auditPersistenceUnitPostProcessor(BeanFactory beanFactory) {
		return new PersistenceUnitPostProcessor(beanFactory, "auditHibernatePropertiesCustomizer",
				"enversDisabledHibernatePropertiesCustomizer");
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "soft-delete-audit.audit.enabled", matchIfMissing = true)
	@Import(EnversAuditConfiguration.class)
	static class EnabledConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "soft-delete-audit.audit.enabled", havingValue = false)
	static class DisabledConfiguration {

		@Bean
		HibernatePropertiesCustomizer enversDisabledHibernatePropertiesCustomizer() {
			return (properties) -> properties.putIfAbsent(EnversService.INTEGRATION_ENABLED, false);
		}

	}

}
