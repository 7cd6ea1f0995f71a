package io.github.softdeleteaudit.autoconfigure;

import io.github.softdeleteaudit.schema.SchemaScripts;
import jakarta.persistence.EntityManagerFactory;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link SchemaScripts}.
 */
@AutoConfiguration(after = { SchemaAutoConfiguration.class, HibernateJpaAutoConfiguration.class })
@ConditionalOnClass(EntityManagerFactory.class)
@ConditionalOnSingleCandidate(EntityManagerFactory.class)
public final class SchemaScriptsAutoConfiguration {

	// a factory may be made without the starter, whose features are off
	@Bean
	@Lazy
	@ConditionalOnMissingBean
	SchemaScripts softDeleteAuditSchemaScripts(EntityManagerFactory entityManagerFactory) {
		return new SchemaScripts(entityManagerFactory);
	}

}
