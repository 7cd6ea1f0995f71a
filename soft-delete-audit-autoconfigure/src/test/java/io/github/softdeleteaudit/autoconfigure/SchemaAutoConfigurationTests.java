package io.github.softdeleteaudit.autoconfigure;

import javax.sql.DataSource;

import io.github.softdeleteaudit.autoconfigure.article.Article;
import io.github.softdeleteaudit.schema.SchemaScripts;
import io.github.softdeleteaudit.schema.SchemaValidationException;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.engine.jdbc.connections.spi.AbstractDataSourceBasedMultiTenantConnectionProviderImpl;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jpa.EntityManagerFactoryBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link SchemaAutoConfiguration} and {@link SchemaScriptsAutoConfiguration}.
 */
class SchemaAutoConfigurationTests {

	private final ApplicationContextRunner plain = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, TransactionAutoConfiguration.class,
				HibernateJpaAutoConfiguration.class))
		.withPropertyValues("spring.jpa.hibernate.ddl-auto=none", "spring.datasource.generate-unique-name=true");

	private final ApplicationContextRunner runner = this.plain.withConfiguration(AutoConfigurations.of(
			ActorAutoConfiguration.class, AuditAutoConfiguration.class, SchemaAutoConfiguration.class,
			SchemaScriptsAutoConfiguration.class, SoftDeleteAutoConfiguration.class));

	@Test
	void thereIsABeanOfTheOnlyEntityManagerFactory() {
		this.runner.withUserConfiguration(OneUnit.class)
			.run((context) -> assertThat(context.getBean(SchemaScripts.class).create().getUpgrade())
				.anyMatch((statement) -> statement.startsWith("create table article ")));
	}

	@Test
	void theBeanOfTheApplicationIsKept() {
		this.runner.withUserConfiguration(OneUnit.class, OwnBean.class)
			.run((context) -> assertThat(context).hasSingleBean(SchemaScripts.class).hasBean("ownScripts"));
	}

	@Test
	void ofSeveralEntityManagerFactoriesThereIsNoneButOneCanBeMadeOfEach() {
		this.runner.withUserConfiguration(TwoUnits.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SchemaScripts.class));
		this.runner.withUserConfiguration(TwoUnits.class, MadeByHand.class)
			.run((context) -> assertThat(context.getBean(SchemaScripts.class).create().getChanges()).isNotEmpty());
	}

	@Test
	void whatIsSwitchedOffIsNoPartOfTheSchema() {
		this.runner.withUserConfiguration(OneUnit.class)
			.withPropertyValues("soft-delete-audit.audit.enabled=false", "soft-delete-audit.soft-delete.enabled=false")
			.run((context) -> assertThat(context.getBean(SchemaScripts.class).create().getUpgrade())
				.anyMatch((statement) -> statement.startsWith("create table article "))
				.noneMatch((statement) -> statement.contains("_aud") || statement.contains("revinfo")
						|| statement.contains("_idx")));
	}

	@Test
	void aFactoryThatWasMadeWithoutTheStarterHasNoScripts() {
		this.plain.withUserConfiguration(OneUnit.class)
			.run((context) -> assertThatIllegalArgumentException()
				.isThrownBy(() -> new SchemaScripts(context.getBean(EntityManagerFactory.class)))
				.withMessageContaining("without the starter"));
	}

	@Test
	void theFailureSaysWhatIsMissingAndHowToMendIt() {
		this.runner.withUserConfiguration(OneUnit.class)
			.withPropertyValues("soft-delete-audit.schema=validate")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(SchemaValidationException.class, (ex) -> {
					FailureAnalysis analysis = new SchemaValidationFailureAnalyzer().analyze(ex);
					assertThat(analysis.getDescription()).contains("The table article is missing.");
					assertThat(analysis.getAction()).contains("create table article ").contains(";");
				}));
	}

	@Test
	void aSchemaForEachTenantIsNotValidated() {
		this.runner.withUserConfiguration(OneUnit.class, Tenants.class)
			.withPropertyValues("soft-delete-audit.schema=validate")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("tenant"));
		this.runner.withUserConfiguration(OneUnit.class, Tenants.class)
			.withPropertyValues("soft-delete-audit.schema=none")
			.run((context) -> assertThat(context.getBean(SchemaScripts.class).create().getChanges()).isNotEmpty());
	}

	@Test
	void theSchemaOfAnotherDatabaseIsCreatedButNotCompared() {
		this.runner.withUserConfiguration(OneUnit.class)
			.withPropertyValues("spring.jpa.properties.hibernate.boot.allow_jdbc_metadata_access=false",
					"spring.jpa.properties.jakarta.persistence.database-product-name=Microsoft SQL Server",
					"spring.jpa.properties.jakarta.persistence.database-major-version=16")
			.run((context) -> {
				SchemaScripts scripts = context.getBean(SchemaScripts.class);
				assertThat(scripts.create().getUpgrade())
					.anyMatch((statement) -> statement.startsWith("create table article "));
				assertThatIllegalStateException().isThrownBy(scripts::difference)
					.withMessageContaining("SQLServerDialect");
			});
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Article.class)
	static class OneUnit {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnBean {

		@Bean
		SchemaScripts ownScripts(EntityManagerFactory entityManagerFactory) {
			return new SchemaScripts(entityManagerFactory);
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
		PlatformTransactionManager transactionManager(@Qualifier("first") EntityManagerFactory first) {
			return new JpaTransactionManager(first);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MadeByHand {

		@Bean
		SchemaScripts secondScripts(@Qualifier("second") EntityManagerFactory second) {
			return new SchemaScripts(second);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Tenants {

		@Bean
		HibernatePropertiesCustomizer tenantsCustomizer(DataSource dataSource) {
			return (properties) -> properties.put(MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER,
					new AbstractDataSourceBasedMultiTenantConnectionProviderImpl<String>() {

						private static final long serialVersionUID = 1L;

						@Override
						protected DataSource selectAnyDataSource() {
							return dataSource;
						}

						@Override
						protected DataSource selectDataSource(String tenant) {
							return dataSource;
						}

					});
		}

	}

}
