package io.github.softdeleteaudit.autoconfigure;

import io.github.softdeleteaudit.restore.Deletions;
import io.github.softdeleteaudit.restore.Restorer;
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
 * {@link EnableAutoConfiguration Auto-configuration} for {@link Deletions}.
 */
@AutoConfiguration(after = { SoftDeleteAutoConfiguration.class, HibernateJpaAutoConfiguration.class })
@ConditionalOnClass({ EntityManagerFactory.class, Pageable.class })
@ConditionalOnBean(Restorer.class)
@ConditionalOnSingleCandidate(EntityManagerFactory.class)
public final class DeletionsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnSingleCandidate(PlatformTransactionManager.class)
	Deletions softDeleteDeletions(EntityManagerFactory entityManagerFactory,
			PlatformTransactionManager transactionManager, Restorer restorer) {
		return new Deletions(entityManagerFactory, transactionManager, restorer);
	}

}
