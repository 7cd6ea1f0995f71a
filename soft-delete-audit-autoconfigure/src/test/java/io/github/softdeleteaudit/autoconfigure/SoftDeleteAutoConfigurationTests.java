package io.github.softdeleteaudit.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.softdeleteaudit.actor.ActorProvider;
import io.github.softdeleteaudit.actor.Stamps;
import io.github.softdeleteaudit.audit.EntityHistory;
import io.github.softdeleteaudit.autoconfigure.article.Article;
import io.github.softdeleteaudit.softdelete.hibernate.SoftDeletePersister;
import io.github.softdeleteaudit.test.Statements;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.internal.StandardPersisterClassResolver;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SoftDeleteAutoConfiguration}, and for what is left of the starter when
 * features are off or classes are missing.
 */
class SoftDeleteAutoConfigurationTests {

	private static final String STATEMENT_INSPECTOR = "hibernate.session_factory.statement_inspector";

	private static final String PERSISTER_RESOLVER = "hibernate.persister.resolver";

	private static final String[] ALL_OFF = { "soft-delete-audit.soft-delete.enabled=false",
			"soft-delete-audit.audit.enabled=false" };

	private final ApplicationContextRunner withoutStarter = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
				TransactionAutoConfiguration.class, HibernateJpaAutoConfiguration.class))
		.withUserConfiguration(ArticlesConfiguration.class)
		.withPropertyValues("spring.jpa.hibernate.ddl-auto=create", "spring.datasource.generate-unique-name=true");

	private final ApplicationContextRunner runner = this.withoutStarter
		.withConfiguration(AutoConfigurations.of(ActorAutoConfiguration.class, AuditAutoConfiguration.class,
				SoftDeleteAutoConfiguration.class, SoftDeleteRepositoriesAutoConfiguration.class));

	@BeforeEach
	void forget() {
		RecordingInspector.SQL.clear();
		RecordingResolver.ASKED.clear();
	}

	@Test
	void deletesAreSoftByDefault() {
		this.runner.run((context) -> {
			deleteAnArticle(context);
			assertThat(rows(context)).isOne();
			assertThat(isSoftDeletable(context)).isTrue();
		});
	}

	@Test
	void deletesArePhysicalWhenSwitchedOff() {
		this.runner.withPropertyValues("soft-delete-audit.soft-delete.enabled=false").run((context) -> {
			deleteAnArticle(context);
			assertThat(rows(context)).isZero();
			assertThat(isSoftDeletable(context)).isFalse();
			assertThat(context).hasSingleBean(EntityHistory.class);
			assertThat(tables(context)).contains("ARTICLE_AUD", "REVINFO");
		});
	}

	@Test
	void deletesAreSoftWithoutAuditing() {
		this.runner.withPropertyValues("soft-delete-audit.audit.enabled=false").run((context) -> {
			deleteAnArticle(context);
			assertThat(rows(context)).isOne();
			assertThat(tables(context)).containsExactly("ARTICLE", "KEYWORD");
		});
	}

	@Test
	void deletesAreSoftWithoutSpringDataJpa() {
		this.runner.withClassLoader(new FilteredClassLoader(JpaRepositoryFactoryBean.class)).run((context) -> {
			deleteAnArticle(context);
			assertThat(rows(context)).isOne();
			assertThat(context).doesNotHaveBean(SoftDeleteRepositoriesAutoConfiguration.class);
		});
	}

	@Test
	void deletesAreSoftWithoutSpringSecurity() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.security")).run((context) -> {
			deleteAnArticle(context);
			assertThat(rows(context)).isOne();
			assertThat(
					context.getBean(JdbcTemplate.class).queryForObject("select deleted_by from article", String.class))
				.isEqualTo("system");
		});
	}

	@Test
	void deletesAreSoftWithoutEnvers() {
		this.runner.withClassLoader(new FilteredClassLoader("org.hibernate.envers"))
			// Hibernate itself finds Envers by another class loader
			.withPropertyValues("spring.jpa.properties.hibernate.integration.envers.enabled=false")
			.run((context) -> {
				deleteAnArticle(context);
				assertThat(rows(context)).isOne();
				assertThat(context).doesNotHaveBean(EntityHistory.class);
			});
	}

	@Test
	void nothingIsSetUpWithoutJpa() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ActorAutoConfiguration.class, AuditAutoConfiguration.class,
					SoftDeleteAutoConfiguration.class, SoftDeleteRepositoriesAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("jakarta.persistence"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(SoftDeleteAutoConfiguration.class)
				.doesNotHaveBean(AuditAutoConfiguration.class));
	}

	@Test
	void beansThatAreLeftWhenAllIsOffAreHarmless() {
		Set<String> beans = new TreeSet<>();
		this.runner.withPropertyValues(ALL_OFF).run((context) -> beans.addAll(beanNames(context)));
		this.withoutStarter.run((context) -> beans.removeAll(beanNames(context)));
		assertThat(beans).containsExactlyInAnyOrder(AuditAutoConfiguration.class.getName(),
				AuditAutoConfiguration.class.getName() + "$DisabledConfiguration", "auditPersistenceUnitPostProcessor",
				"enversDisabledHibernatePropertiesCustomizer", SoftDeleteRepositoriesAutoConfiguration.class.getName(),
				"softDeleteRepositoryFragmentsRegistrar");
	}

	@Test
	void thereIsNoStampWhenAllIsOff() {
		this.runner.withPropertyValues(ALL_OFF)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(Stamps.class)
				.doesNotHaveBean(ActorProvider.class)
				.doesNotHaveBean(SoftDeleteAuditProperties.class));
	}

	@Test
	void hibernatesSettingsAreAsWithoutTheStarterWhenAllIsOff() {
		Set<String> settings = new TreeSet<>();
		this.runner.withPropertyValues(ALL_OFF).run((context) -> settings.addAll(settings(context).keySet()));
		this.withoutStarter.run((context) -> settings.removeAll(settings(context).keySet()));
		assertThat(settings).containsExactly(EnversService.INTEGRATION_ENABLED);
	}

	@Test
	void statementsAreAsWithoutTheStarterWhenAllIsOff() {
		Statements with = new Statements();
		Statements without = new Statements();
		this.runner.withPropertyValues(ALL_OFF)
			.withBean(HibernatePropertiesCustomizer.class,
					() -> (properties) -> properties.put(STATEMENT_INSPECTOR, with))
			.run((context) -> {
				deleteAnArticle(context);
				assertThat(rows(context)).isZero();
				assertThat(tables(context)).containsExactly("ARTICLE", "KEYWORD");
			});
		this.withoutStarter.withPropertyValues("spring.jpa.properties.hibernate.integration.envers.enabled=false")
			.withBean(HibernatePropertiesCustomizer.class,
					() -> (properties) -> properties.put(STATEMENT_INSPECTOR, without))
			.run(SoftDeleteAutoConfigurationTests::deleteAnArticle);
		assertThat(with.all()).isNotEmpty().isEqualTo(without.all());
	}

	@Test
	void applicationsStatementInspectorStaysInForce() {
		inspectorStaysInForce(this.runner.withBean(HibernatePropertiesCustomizer.class,
				() -> (properties) -> properties.put(STATEMENT_INSPECTOR, new RecordingInspector())));
	}

	@Test
	void applicationsStatementInspectorNamedByItsClassStaysInForce() {
		inspectorStaysInForce(this.runner.withBean(HibernatePropertiesCustomizer.class,
				() -> (properties) -> properties.put(STATEMENT_INSPECTOR, RecordingInspector.class)));
	}

	@Test
	void applicationsStatementInspectorNamedByAPropertyStaysInForce() {
		inspectorStaysInForce(this.runner.withPropertyValues(
				"spring.jpa.properties." + STATEMENT_INSPECTOR + "=" + RecordingInspector.class.getName()));
	}

	@Test
	void applicationsPersisterResolverStaysInForce() {
		resolverStaysInForce(this.runner.withBean(HibernatePropertiesCustomizer.class,
				() -> (properties) -> properties.put(PERSISTER_RESOLVER, new RecordingResolver())));
	}

	@Test
	void applicationsPersisterResolverNamedByItsClassStaysInForce() {
		resolverStaysInForce(this.runner.withBean(HibernatePropertiesCustomizer.class,
				() -> (properties) -> properties.put(PERSISTER_RESOLVER, RecordingResolver.class)));
	}

	@Test
	void applicationsPersisterResolverNamedByAPropertyStaysInForce() {
		resolverStaysInForce(this.runner.withPropertyValues(
				"spring.jpa.properties." + PERSISTER_RESOLVER + "=" + RecordingResolver.class.getName()));
	}

	private void inspectorStaysInForce(ApplicationContextRunner runner) {
		runner.run((context) -> {
			deleteAnArticle(context);
			assertThat(rows(context)).isOne();
			assertThat(RecordingInspector.SQL).anyMatch((sql) -> sql.startsWith("update article"));
		});
	}

	private void resolverStaysInForce(ApplicationContextRunner runner) {
		runner.run((context) -> {
			deleteAnArticle(context);
			assertThat(rows(context)).isOne();
			assertThat(RecordingResolver.ASKED).anyMatch((name) -> name.endsWith(".Keyword"));
		});
	}

	private static void deleteAnArticle(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		EntityManagerFactory factory = context.getBean(EntityManagerFactory.class);
		Article article = new Article("title");
		factory.runInTransaction((entityManager) -> entityManager.persist(article));
		factory.runInTransaction(
				(entityManager) -> entityManager.remove(entityManager.find(Article.class, article.getId())));
		factory.runInTransaction((entityManager) -> assertThat(
				entityManager.createQuery("select a from Article a", Article.class).getResultList())
			.isEmpty());
	}

	private static long rows(AssertableApplicationContext context) {
		return context.getBean(JdbcTemplate.class).queryForObject("select count(*) from article", Long.class);
	}

	private static List<String> tables(AssertableApplicationContext context) {
		return context.getBean(JdbcTemplate.class)
			.queryForList("select table_name from information_schema.tables where table_schema = 'PUBLIC'"
					// the others hold ids while Hibernate deletes in bulk
					+ " and table_name not like 'HTE%' order by table_name", String.class);
	}

	private static boolean isSoftDeletable(AssertableApplicationContext context) {
		return SoftDeletePersister.find(
				context.getBean(EntityManagerFactory.class).unwrap(SessionFactoryImplementor.class),
				Article.class) != null;
	}

	private static Set<String> beanNames(AssertableApplicationContext context) {
		return Set.of(context.getBeanDefinitionNames());
	}

	private static Map<String, Object> settings(AssertableApplicationContext context) {
		return context.getBean(EntityManagerFactory.class).unwrap(SessionFactory.class).getProperties();
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Article.class)
	static class ArticlesConfiguration {

	}

	public static class RecordingInspector implements StatementInspector {

		private static final long serialVersionUID = 1L;

		static final List<String> SQL = new CopyOnWriteArrayList<>();

		@Override
		public String inspect(String sql) {
			SQL.add(sql);
			return sql;
		}

	}

	public static class RecordingResolver extends StandardPersisterClassResolver {

		private static final long serialVersionUID = 1L;

		static final List<String> ASKED = new CopyOnWriteArrayList<>();

		@Override
		public Class<? extends EntityPersister> getEntityPersisterClass(PersistentClass model) {
			ASKED.add(model.getEntityName());
			return super.getEntityPersisterClass(model);
		}

	}

}
