package io.github.softdeleteaudit.autoconfigure;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.github.softdeleteaudit.audit.AttributeChange;
import io.github.softdeleteaudit.audit.AuditConfigurationException;
import io.github.softdeleteaudit.audit.EntityHistory;
import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.envers.TimeOrderedValidityAuditStrategy;
import io.github.softdeleteaudit.audit.envers.TimeOrderedAuditStrategy;
import io.github.softdeleteaudit.audit.HistoryKind;
import io.github.softdeleteaudit.audit.envers.AuditIntegrator;
import io.github.softdeleteaudit.autoconfigure.audited.Invoice;
import io.github.softdeleteaudit.autoconfigure.extended.ExtendedRevision;
import io.github.softdeleteaudit.autoconfigure.own.OwnRevision;
import io.github.softdeleteaudit.autoconfigure.softdeletable.Voucher;
import io.github.softdeleteaudit.softdelete.RowChangeRecorder;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.strategy.internal.DefaultAuditStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jpa.EntityManagerFactoryBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.JpaVendorAdapter;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

import static org.assertj.core.api.Assertions.assertThat;

class AuditAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ActorAutoConfiguration.class, AuditAutoConfiguration.class,
				DataSourceAutoConfiguration.class, TransactionAutoConfiguration.class,
				HibernateJpaAutoConfiguration.class))
		.withPropertyValues("spring.jpa.hibernate.ddl-auto=create-drop",
				"spring.datasource.url=jdbc:h2:mem:${random.uuid}");

	@Test
	void changesAreAuditedOutOfTheBox() {
		this.runner.withUserConfiguration(ScanningConfiguration.class).run((context) -> {
			assertThat(entities(context)).contains("AuditRevision");
			HistoryEntry<Invoice> entry = historyOfNewInvoice(context);
			assertThat(entry.actor()).isEqualTo("system");
			assertThat(context).hasSingleBean(RowChangeRecorder.class);
		});
	}

	@Test
	void aDeletionTellsATimeWithinTheTransactionThatItsRevisionEnds() {
		softDeleteRunner().run((context) -> {
			EntityManagerFactory factory = context.getBean(EntityManagerFactory.class);
			Long id = newVoucher(factory);
			factory.runInTransaction((em) -> em.remove(em.find(Voucher.class, id)));
			List<HistoryEntry<Voucher>> history = history(context, id);
			assertThat(history).extracting(HistoryEntry::kind)
				.containsExactly(HistoryKind.CREATED, HistoryKind.DELETED);
			assertThat(history.get(1).entity().getDeletedAt()).isBetween(history.get(0).instant(),
					history.get(1).instant());
		});
	}

	@Test
	void purgeOfARowDeletedByHandIsNoDeletion() {
		softDeleteRunner().run((context) -> {
			EntityManagerFactory factory = context.getBean(EntityManagerFactory.class);
			Long id = newVoucher(factory);
			JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
			jdbc.update("update voucher set deleted_at = '2026-01-01 00:00:00+00' where id = ?", id);
			factory.runInTransaction((em) -> context.getBean(RowChangeRecorder.class)
				.purging(em.unwrap(SharedSessionContractImplementor.class), Voucher.class.getName(), List.of(id)));
			jdbc.update("delete from voucher where id = ?", id);
			assertThat(history(context, id)).extracting(HistoryEntry::kind)
				.containsExactly(HistoryKind.CREATED, HistoryKind.PURGED);
		});
	}

	@Test
	void revisionEntityIsMappedWhenTheApplicationHasNoEntityScan() {
		this.runner.withUserConfiguration(PackageConfiguration.class)
			.run((context) -> assertThat(entities(context)).contains("AuditRevision"));
	}

	@Test
	void applicationsOwnRevisionEntityIsUsed() {
		this.runner.withUserConfiguration(OwnRevisionConfiguration.class).run((context) -> {
			assertThat(entities(context)).doesNotContain("AuditRevision").contains("OwnRevision");
			HistoryEntry<Invoice> entry = historyOfNewInvoice(context);
			assertThat(entry.revision()).isPositive();
			assertThat(entry.instant()).isNotNull();
			assertThat(entry.actor()).isNull();
		});
	}

	@Test
	void applicationsExtensionOfTheRevisionEntityIsUsed() {
		this.runner.withUserConfiguration(ExtendedRevisionConfiguration.class).run((context) -> {
			assertThat(entities(context)).doesNotContain("AuditRevision").contains("ExtendedRevision");
			assertThat(historyOfNewInvoice(context).actor()).isEqualTo("system");
		});
	}

	@Test
	void enversDefaultsAreSet() {
		this.runner.withUserConfiguration(ScanningConfiguration.class)
			.run((context) -> assertThat(settings(context))
				.containsEntry("org.hibernate.envers.store_data_at_delete", true)
				.containsEntry("org.hibernate.envers.revision_on_collection_change", false)
				.containsEntry("org.hibernate.envers.audit_strategy", TimeOrderedAuditStrategy.class.getName())
				.containsEntry("hibernate.jdbc.batch_size", 50));
	}

	@Test
	void enversPropertiesOfTheApplicationAreKept() {
		this.runner.withUserConfiguration(ScanningConfiguration.class)
			.withPropertyValues("spring.jpa.properties.org.hibernate.envers.store_data_at_delete=false",
					"spring.jpa.properties.org.hibernate.envers.revision_on_collection_change=true",
					"spring.jpa.properties.org.hibernate.envers.audit_strategy=" + OwnStrategy.class.getName(),
					"spring.jpa.properties.hibernate.jdbc.batch_size=0")
			.run((context) -> assertThat(settings(context))
				.containsEntry("org.hibernate.envers.store_data_at_delete", "false")
				.containsEntry("org.hibernate.envers.revision_on_collection_change", "true")
				.containsEntry("org.hibernate.envers.audit_strategy", OwnStrategy.class.getName())
				.containsEntry("hibernate.jdbc.batch_size", "0"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "default", "org.hibernate.envers.strategy.DefaultAuditStrategy",
			"org.hibernate.envers.strategy.internal.DefaultAuditStrategy" })
	void enversDefaultStrategyReadsInTheOrderOfTime(String strategy) {
		assertStrategy(strategy, TimeOrderedAuditStrategy.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "validity", "org.hibernate.envers.strategy.ValidityAuditStrategy",
			"org.hibernate.envers.strategy.internal.ValidityAuditStrategy" })
	void enversValidityStrategyReadsInTheOrderOfTime(String strategy) {
		assertStrategy(strategy, TimeOrderedValidityAuditStrategy.class);
	}

	private void assertStrategy(String strategy, Class<?> expected) {
		this.runner.withUserConfiguration(ScanningConfiguration.class)
			.withPropertyValues("spring.jpa.properties.org.hibernate.envers.audit_strategy=" + strategy)
			.run((context) -> assertThat(context.getBean(EntityManagerFactory.class)
				.unwrap(SessionFactoryImplementor.class)
				.getServiceRegistry()
				.requireService(EnversService.class)
				.getConfig()
				.getAuditStrategyName()).isEqualTo(expected.getName()));
	}

	@Test
	void nothingIsAuditedWhenSwitchedOff() {
		this.runner.withUserConfiguration(ScanningConfiguration.class)
			.withPropertyValues("soft-delete-audit.audit.enabled=false")
			.run((context) -> {
				assertThat(entities(context)).containsExactly("Invoice");
				assertThat(context).doesNotHaveBean(EntityHistory.class).doesNotHaveBean(RowChangeRecorder.class);
			});
	}

	@Test
	void enversStaysOnWhenOnlyTheStarterIsSwitchedOff() {
		this.runner.withUserConfiguration(ScanningConfiguration.class)
			.withPropertyValues("soft-delete-audit.audit.enabled=false",
					"spring.jpa.properties.hibernate.integration.envers.enabled=true")
			.run((context) -> assertThat(entities(context)).contains("DefaultRevisionEntity")
				.doesNotContain("AuditRevision"));
	}

	@Test
	void backsOffWhenTheApplicationSwitchesEnversOff() {
		this.runner.withUserConfiguration(ScanningConfiguration.class)
			.withPropertyValues("spring.jpa.properties.hibernate.integration.envers.enabled=false")
			.run((context) -> {
				assertThat(entities(context)).containsExactly("Invoice");
				assertThat(context).doesNotHaveBean(EntityHistory.class).doesNotHaveBean(RowChangeRecorder.class);
			});
	}

	@Test
	void backsOffWithoutEnvers() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ActorAutoConfiguration.class, AuditAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("org.hibernate.envers"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(EntityHistory.class)
				.doesNotHaveBean(RowChangeRecorder.class)
				.doesNotHaveBean(HibernatePropertiesCustomizer.class));
	}

	@Test
	void integratorThatHibernateLoadsDoesNotNeedEnvers() {
		ArchRuleDefinition.noClasses()
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.hibernate.envers..")
			.check(new ClassFileImporter().importClasses(AuditIntegrator.class));
	}

	@Test
	void entityManagerFactoryOfSpringBootsBuilderGetsTheRevisionEntity() {
		this.runner.withUserConfiguration(BuilderConfiguration.class)
			.run((context) -> assertThat(entities(context)).contains("Invoice", "AuditRevision"));
	}

	@Test
	void withoutARevisionEntityThatRecordsTheActorTheStartFails() {
		this.runner.withUserConfiguration(OwnEntityManagerFactoryConfiguration.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(AuditConfigurationException.class)
				.hasMessageContaining("records no actor"));
	}

	@Test
	void hibernatesOwnAuditedOfAnyEntityStopsTheStart() {
		this.runner
			.withBean(PersistenceManagedTypes.class,
					() -> PersistenceManagedTypes.of(MistakenlyAudited.class.getName()))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(AuditConfigurationException.class)
				.hasMessageContaining(MistakenlyAudited.class.getName() + " is marked with Hibernate's own @Audited"));
	}

	@Test
	void endTimesOfTheValidityStrategyStopTheStart() {
		this.runner.withUserConfiguration(ScanningConfiguration.class)
			.withPropertyValues(
					"spring.jpa.properties.org.hibernate.envers.audit_strategy=org.hibernate.envers.strategy.ValidityAuditStrategy",
					"spring.jpa.properties.org.hibernate.envers.audit_strategy_validity_store_revend_timestamp=true")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(AuditConfigurationException.class)
				.hasMessageContaining("superseded"));
	}

	@Test
	void applicationsHistoryIsUsed() {
		Object object = new Object();
		EntityHistory history = (EntityHistory) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { EntityHistory.class }, (proxy, method, arguments) -> method.invoke(object, arguments));
		this.runner.withUserConfiguration(ScanningConfiguration.class)
			.withBean(EntityHistory.class, () -> history)
			.run((context) -> assertThat(context.getBean(EntityHistory.class)).isSameAs(history));
	}

	@Test
	void applicationsExtensionOfTheRevisionEntityMayStayWhenSwitchedOff() {
		this.runner.withUserConfiguration(ExtendedRevisionConfiguration.class)
			.withPropertyValues("soft-delete-audit.audit.enabled=false")
			.run((context) -> assertThat(entities(context)).containsExactlyInAnyOrder("ExtendedRevision", "Invoice"));
	}

	private ApplicationContextRunner softDeleteRunner() {
		return this.runner.withConfiguration(AutoConfigurations.of(SoftDeleteAutoConfiguration.class))
			.withUserConfiguration(SoftDeleteConfiguration.class);
	}

	private static Long newVoucher(EntityManagerFactory factory) {
		Voucher voucher = new Voucher();
		factory.runInTransaction((em) -> em.persist(voucher));
		return voucher.getId();
	}

	private static List<HistoryEntry<Voucher>> history(AssertableApplicationContext context, Long id) {
		return context.getBean(EntityManagerFactory.class)
			.callInTransaction((em) -> context.getBean(EntityHistory.class).history(em, Voucher.class, id));
	}

	private static HistoryEntry<Invoice> historyOfNewInvoice(AssertableApplicationContext context) {
		EntityManagerFactory factory = context.getBean(EntityManagerFactory.class);
		Invoice invoice = new Invoice();
		factory.runInTransaction((em) -> em.persist(invoice));
		return factory.callInTransaction((em) -> {
			List<HistoryEntry<Invoice>> history = context.getBean(EntityHistory.class)
				.history(em, Invoice.class, invoice.getId());
			assertThat(history).hasSize(1);
			return history.get(0);
		});
	}

	private static List<String> entities(AssertableApplicationContext context) {
		return context.getBean(EntityManagerFactory.class)
			.getMetamodel()
			.getEntities()
			.stream()
			.map(EntityType::getName)
			.map((name) -> name.substring(name.lastIndexOf('.') + 1))
			.toList();
	}

	private static Map<String, Object> settings(AssertableApplicationContext context) {
		return context.getBean(EntityManagerFactory.class).unwrap(SessionFactory.class).getProperties();
	}

	@Entity
	@org.hibernate.annotations.Audited
	static class MistakenlyAudited {

		@Id
		Long id;

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Invoice.class)
	static class ScanningConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class BuilderConfiguration {

		@Bean
		LocalContainerEntityManagerFactoryBean entityManagerFactory(EntityManagerFactoryBuilder builder,
				DataSource dataSource) {
			return builder.dataSource(dataSource).packages(Invoice.class).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnEntityManagerFactoryConfiguration {

		@Bean
		LocalContainerEntityManagerFactoryBean entityManagerFactory(JpaVendorAdapter vendorAdapter,
				DataSource dataSource) {
			LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
			factory.setJpaVendorAdapter(vendorAdapter);
			factory.setDataSource(dataSource);
			factory.setPackagesToScan(Invoice.class.getPackageName());
			return factory;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Voucher.class)
	static class SoftDeleteConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Invoice.class)
	static class PackageConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = { Invoice.class, OwnRevision.class })
	static class OwnRevisionConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = { Invoice.class, ExtendedRevision.class })
	static class ExtendedRevisionConfiguration {

	}

	public static class OwnStrategy extends DefaultAuditStrategy {

	}

}
