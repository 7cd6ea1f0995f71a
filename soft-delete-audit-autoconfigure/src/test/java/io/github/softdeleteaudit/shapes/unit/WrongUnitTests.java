package io.github.softdeleteaudit.shapes.unit;

import java.util.Map;

import javax.sql.DataSource;

import io.github.softdeleteaudit.audit.AuditConfigurationException;
import io.github.softdeleteaudit.repository.UnsupportedRepositoryException;
import io.github.softdeleteaudit.shapes.unit.both.Memo;
import io.github.softdeleteaudit.shapes.unit.stock.StockModel.Item;
import io.github.softdeleteaudit.shapes.unit.stock.StockModel.ItemRepository;
import io.github.softdeleteaudit.shapes.unit.stock.StockModel.Part;
import io.github.softdeleteaudit.shapes.unit.stock.StockModel.StockLabel;
import io.github.softdeleteaudit.shapes.unit.stock.StockModel.StockPass;
import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestApplication;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateProperties;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.hibernate.autoconfigure.HibernateSettings;
import org.springframework.boot.jpa.autoconfigure.JpaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Persistence units that are made otherwise than Spring Boot does: either they work or
 * the start fails.
 */
class WrongUnitTests {

	private static final String REVISION = "io.github.softdeleteaudit.audit.envers.StandardAuditRevision";

	private static final String ITEMS = "io.github.softdeleteaudit.shapes.unit.stock";

	@Test
	void aUnitMadeWithoutTheBuilderWorks() {
		try (TestApplication application = TestApplication.start(TestDatabase.H2, WithoutTheBuilder.class)) {
			ItemRepository items = application.bean(ItemRepository.class);
			Item item = items.save(new Item("without the builder"));
			Tables before = application.contents();
			items.deleteById(item.id);
			assertThat(items.existsDeletedById(item.id)).isTrue();
			items.restore(item.id);
			assertThat(application.contents()).isEqualTo(before);
			assertThat(items.history(item.id)).hasSize(3).allSatisfy((entry) -> assertThat(entry.actor()).isNotNull());
		}
	}

	@Test
	void aUnitWithoutTheRevisionEntityStopsTheStart() {
		assertThatException().isThrownBy(() -> TestApplication.start(TestDatabase.H2, WithoutTheRevisionEntity.class))
			.havingRootCause()
			.isInstanceOf(AuditConfigurationException.class)
			.withMessageContaining("no revision entity but that of Envers");
	}

	@Test
	void aFactoryMadeWithoutTheStarterStopsTheStart() {
		assertThatException().isThrownBy(() -> TestApplication.start(TestDatabase.H2, ByHand.class))
			.havingRootCause()
			.isInstanceOf(UnsupportedRepositoryException.class)
			.withMessageContainingAll(ByHand.PlainRepository.class.getName(),
					"made without the starter, so that deletes would be physical");
	}

	@Test
	void aFactoryMadeWithoutTheStarterWillDoWhereAllIsSwitchedOff() {
		try (TestApplication application = TestApplication.start(TestDatabase.H2, ByHand.class,
				"soft-delete-audit.soft-delete.enabled=false", "soft-delete-audit.audit.enabled=false")) {
			assertThat(application.bean(ByHand.PlainRepository.class)).isNotNull();
		}
	}

	@Test
	void propertiesSharedByTwoUnitsStopTheStart() {
		assertThatException().isThrownBy(() -> TestApplication.start(TestDatabase.H2, SharedProperties.class))
			.havingRootCause()
			.isInstanceOf(SoftDeleteMappingException.class)
			.withMessageContaining("Two persistence units have been given the same Hibernate properties.");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableJpaRepositories(basePackages = ITEMS, considerNestedRepositories = true)
	static class WithoutTheBuilder {

		@Bean
		LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
			LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
			factory.setDataSource(dataSource);
			factory.setManagedTypes(PersistenceManagedTypes.of(Item.class.getName(), Part.class.getName(),
					Memo.class.getName(), StockLabel.class.getName(), StockPass.class.getName(), REVISION));
			factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			factory.getJpaPropertyMap().put("hibernate.hbm2ddl.auto", "create");
			return factory;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WithoutTheRevisionEntity {

		@Bean
		LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
			LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
			factory.setDataSource(dataSource);
			factory.setPackagesToScan(ITEMS);
			factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			return factory;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = ByHand.PlainRepository.class))
	static class ByHand {

		@Bean
		EntityManagerFactory entityManagerFactory(DataSource dataSource) {
			PersistenceConfiguration configuration = new HibernatePersistenceConfiguration("by hand")
				.managedClass(Memo.class)
				.property("hibernate.connection.datasource", dataSource)
				.property("hibernate.integration.envers.enabled", "false");
			return configuration.createEntityManagerFactory();
		}

		interface PlainRepository extends JpaRepository<Memo, Long> {

		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class SharedProperties {

		@Bean
		Map<String, Object> shared(JpaProperties jpaProperties, HibernateProperties hibernateProperties,
				ObjectProvider<HibernatePropertiesCustomizer> customizers) {
			return hibernateProperties.determineHibernateProperties(jpaProperties.getProperties(),
					new HibernateSettings().hibernatePropertiesCustomizers(customizers.orderedStream().toList()));
		}

		@Bean
		LocalContainerEntityManagerFactoryBean first(DataSource dataSource, Map<String, Object> shared) {
			return unit(dataSource, shared);
		}

		@Bean
		LocalContainerEntityManagerFactoryBean second(DataSource dataSource, Map<String, Object> shared) {
			return unit(dataSource, shared);
		}

		private static LocalContainerEntityManagerFactoryBean unit(DataSource dataSource, Map<String, Object> shared) {
			LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
			factory.setDataSource(dataSource);
			factory.setManagedTypes(PersistenceManagedTypes.of(Memo.class.getName(), REVISION));
			factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			factory.setJpaPropertyMap(shared);
			return factory;
		}

	}

}
