package io.github.softdeleteaudit.audit.envers;

import io.github.softdeleteaudit.audit.AuditContext;
import io.github.softdeleteaudit.audit.AuditReasonMissingException;
import io.github.softdeleteaudit.audit.AuditReasonRequired;
import io.github.softdeleteaudit.autoconfigure.ActorAutoConfiguration;
import io.github.softdeleteaudit.autoconfigure.AuditAutoConfiguration;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.persistenceunit.ManagedClassNameFilter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Reasons in an application that audits, but has no part of soft deletion. H2 suffices:
 * no database has a part in it.
 */
class ReasonWithoutSoftDeleteTests {

	@Test
	void aMissingReasonIsReportedAsSuch() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					TransactionAutoConfiguration.class, ActorAutoConfiguration.class, AuditAutoConfiguration.class,
					HibernateJpaAutoConfiguration.class))
			.withUserConfiguration(ScanningConfiguration.class)
			.withBean(ManagedClassNameFilter.class, () -> Rate.class.getName()::equals)
			.withPropertyValues("spring.datasource.generate-unique-name=true", "spring.jpa.hibernate.ddl-auto=create")
			.run((context) -> {
				TransactionTemplate transactions = new TransactionTemplate(
						context.getBean(PlatformTransactionManager.class));
				Runnable create = () -> transactions.executeWithoutResult((status) -> SharedEntityManagerCreator
					.createSharedEntityManager(context.getBean(EntityManagerFactory.class))
					.persist(new Rate()));
				assertThatExceptionOfType(AuditReasonMissingException.class).isThrownBy(create::run);
				AuditContext.reason("new rates", create);
			});
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = ReasonWithoutSoftDeleteTests.class)
	static class ScanningConfiguration {

	}

	/** Needs a reason. */
	@Entity(name = "Rate")
	@Audited
	@AuditReasonRequired
	static class Rate {

		@Id
		@GeneratedValue
		@Nullable Long id;

	}

}
