package io.github.softdeleteaudit.shapes.unit;

import javax.sql.DataSource;

import io.github.softdeleteaudit.shapes.unit.both.Memo;
import io.github.softdeleteaudit.shapes.unit.sales.SalesModel;
import io.github.softdeleteaudit.shapes.unit.stock.StockModel;
import jakarta.persistence.EntityManagerFactory;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jpa.EntityManagerFactoryBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An application with two databases: as little configuration as that takes.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ UnitApplication.Sales.class, UnitApplication.Stock.class })
public class UnitApplication {

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(basePackageClasses = SalesModel.class, considerNestedRepositories = true,
			entityManagerFactoryRef = "salesEntityManagerFactory", transactionManagerRef = "salesTransactionManager")
	static class Sales {

		@Bean
		@Primary
		@ConfigurationProperties("spring.datasource")
		DataSourceProperties salesDataSourceProperties() {
			return new DataSourceProperties();
		}

		@Bean
		@Primary
		DataSource salesDataSource(DataSourceProperties properties) {
			return properties.initializeDataSourceBuilder().build();
		}

		@Bean
		@Primary
		LocalContainerEntityManagerFactoryBean salesEntityManagerFactory(EntityManagerFactoryBuilder builder,
				DataSource dataSource) {
			return builder.dataSource(dataSource)
				.packages(SalesModel.class, Memo.class)
				.persistenceUnit("sales")
				.build();
		}

		@Bean
		@Primary
		PlatformTransactionManager salesTransactionManager(EntityManagerFactory entityManagerFactory) {
			return new JpaTransactionManager(entityManagerFactory);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(basePackageClasses = StockModel.class, considerNestedRepositories = true,
			entityManagerFactoryRef = "stockEntityManagerFactory", transactionManagerRef = "stockTransactionManager")
	static class Stock {

		@Bean
		@ConfigurationProperties("stock.datasource")
		DataSourceProperties stockDataSourceProperties() {
			return new DataSourceProperties();
		}

		@Bean
		DataSource stockDataSource(@Qualifier("stockDataSourceProperties") DataSourceProperties properties) {
			return properties.initializeDataSourceBuilder().build();
		}

		@Bean
		LocalContainerEntityManagerFactoryBean stockEntityManagerFactory(EntityManagerFactoryBuilder builder,
				@Qualifier("stockDataSource") DataSource dataSource) {
			return builder.dataSource(dataSource)
				.packages(StockModel.class, Memo.class)
				.persistenceUnit("stock")
				.build();
		}

		@Bean
		PlatformTransactionManager stockTransactionManager(
				@Qualifier("stockEntityManagerFactory") EntityManagerFactory entityManagerFactory) {
			return new JpaTransactionManager(entityManagerFactory);
		}

		@Bean
		StockUnit stockUnit(@Qualifier("stockEntityManagerFactory") EntityManagerFactory entityManagerFactory,
				@Qualifier("stockTransactionManager") PlatformTransactionManager transactionManager) {
			return new StockUnit(entityManagerFactory, new TransactionTemplate(transactionManager));
		}

	}

	/**
	 * The second unit, for tests.
	 */
	record StockUnit(EntityManagerFactory entityManagerFactory, TransactionTemplate transactions) {
	}

}
