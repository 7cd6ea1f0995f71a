package io.github.softdeleteaudit.autoconfigure;

import io.github.softdeleteaudit.schema.SchemaMode;
import io.github.softdeleteaudit.schema.UnitSchema;
import jakarta.persistence.EntityManager;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the schema.
 */
@AutoConfiguration(before = HibernateJpaAutoConfiguration.class)
@ConditionalOnClass({ EntityManager.class, HibernatePropertiesCustomizer.class })
@EnableConfigurationProperties(SoftDeleteAuditProperties.class)
public final class SchemaAutoConfiguration {

	@Bean
	HibernatePropertiesCustomizer schemaHibernatePropertiesCustomizer(SoftDeleteAuditProperties properties) {
		SchemaMode mode = properties.schema();
		return (settings) -> UnitSchema.apply(settings, mode);
	}

	@Bean
	static PersistenceUnitPostProcessor schemaPersistenceUnitPostProcessor(BeanFactory beanFactory) {
		return new PersistenceUnitPostProcessor(beanFactory, "schemaHibernatePropertiesCustomizer");
	}

}
