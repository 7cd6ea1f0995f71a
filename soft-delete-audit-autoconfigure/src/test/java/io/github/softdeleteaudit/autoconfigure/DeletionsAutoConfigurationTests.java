package io.github.softdeleteaudit.autoconfigure;

import javax.sql.DataSource;

import io.github.softdeleteaudit.autoconfigure.article.Article;
import io.github.softdeleteaudit.restore.Deletions;
import io.github.softdeleteaudit.restore.Restorer;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jpa.EntityManagerFactoryBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.Pageable;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeletionsAutoConfiguration}.
 */
class DeletionsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, TransactionAutoConfiguration.class,
				HibernateJpaAutoConfiguration.class, ActorAutoConfiguration.class, AuditAutoConfiguration.class,
				SoftDeleteAutoConfiguration.class, DeletionsAutoConfiguration.class))
		.withPropertyValues("spring.jpa.hibernate.ddl-auto=create", "spring.datasource.generate-unique-name=true");

	@Test
	void thereIsABeanOfTheOnlyEntityManagerFactory() {
		this.runner.withUserConfiguration(OneUnit.class)
			.run((context) -> assertThat(context.getBean(Deletions.class).find(Pageable.unpaged())).isEmpty());
	}

	@Test
	void theBeanOfTheApplicationIsKept() {
		this.runner.withUserConfiguration(OneUnit.class, OwnBean.class)
			.run((context) -> assertThat(context).hasSingleBean(Deletions.class).hasBean("ownDeletions"));
	}

	@Test
	void thereIsNoneWithoutSoftDeletion() {
		this.runner.withUserConfiguration(OneUnit.class)
			.withPropertyValues("soft-delete-audit.soft-delete.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(EntityManagerFactory.class)
				.doesNotHaveBean(Deletions.class));
	}

	@Test
	void thereIsNoneWithoutSpringData() {
		this.runner.withUserConfiguration(OneUnit.class)
			.withClassLoader(new FilteredClassLoader("org.springframework.data"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(Restorer.class)
				.doesNotHaveBean(DeletionsAutoConfiguration.class));
	}

	@Test
	void ofSeveralEntityManagerFactoriesThereIsNoneButOneCanBeMade() {
		this.runner.withUserConfiguration(TwoUnits.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Deletions.class));
		this.runner.withUserConfiguration(TwoUnits.class, MadeByHand.class)
			.run((context) -> assertThat(context.getBean(Deletions.class).find(Pageable.unpaged())).isEmpty());
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Article.class)
	static class OneUnit {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnBean {

		@Bean
		Deletions ownDeletions(EntityManagerFactory entityManagerFactory, PlatformTransactionManager transactionManager,
				Restorer restorer) {
			return new Deletions(entityManagerFactory, transactionManager, restorer);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoUnits {

		@Bean
		LocalContainerEntityManagerFactoryBean first(EntityManagerFactoryBuilder builder, DataSource dataSource) {
			return builder.dataSource(dataSource).packages(Article.class).persistenceUnit("first").build();
		}

		@Bean
		LocalContainerEntityManagerFactoryBean second(EntityManagerFactoryBuilder builder, DataSource dataSource) {
			return builder.dataSource(dataSource).packages(Article.class).persistenceUnit("second").build();
		}

		@Bean
		PlatformTransactionManager firstTransactions(@Qualifier("first") EntityManagerFactory first) {
			return new JpaTransactionManager(first);
		}

		@Bean
		PlatformTransactionManager secondTransactions(@Qualifier("second") EntityManagerFactory second) {
			return new JpaTransactionManager(second);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MadeByHand {

		@Bean
		Deletions secondDeletions(@Qualifier("second") EntityManagerFactory second,
				@Qualifier("secondTransactions") PlatformTransactionManager transactionManager, Restorer restorer) {
			return new Deletions(second, transactionManager, restorer);
		}

	}

}
