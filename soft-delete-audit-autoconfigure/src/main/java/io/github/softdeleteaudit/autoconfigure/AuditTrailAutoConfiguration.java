package io.github.softdeleteaudit.autoconfigure;

import io.github.softdeleteaudit.audit.AuditTrail;
import io.github.softdeleteaudit.audit.EntityHistory;
import io.github.softdeleteaudit.audit.envers.EnversAuditConfiguration;
import jakarta.persistence.EntityManagerFactory;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.domain.Pageable;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the {@link AuditTrail}.
 */
@AutoConfiguration(after = { AuditAutoConfiguration.class, HibernateJpaAutoConfiguration.class })
@ConditionalOnClass(value = { EntityManagerFactory.class, Pageable.class },
		name = "org.hibernate.envers.boot.internal.EnversService")
@ConditionalOnBean(EntityHistory.class)
@ConditionalOnSingleCandidate(EntityManagerFactory.class)
public final class AuditTrailAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnSingleCandidate(PlatformTransactionManager.class)
	AuditTrail softDeleteAuditTrail(EntityManagerFactory entityManagerFactory,
			PlatformTransactionManager transactionManager) {
		return EnversAuditConfiguration.auditTrail(entityManagerFactory, transactionManager);
	}

}
