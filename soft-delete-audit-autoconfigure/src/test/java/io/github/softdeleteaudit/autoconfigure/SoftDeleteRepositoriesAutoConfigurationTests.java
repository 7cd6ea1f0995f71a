package io.github.softdeleteaudit.autoconfigure;

import java.util.List;
import java.util.Optional;

import io.github.softdeleteaudit.autoconfigure.article.Article;
import io.github.softdeleteaudit.autoconfigure.article.ArticleRepository;
import io.github.softdeleteaudit.autoconfigure.article.Keyword;
import io.github.softdeleteaudit.autoconfigure.refused.RefusedArticle;
import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.jpa.repository.support.JpaEntityInformation;
import org.springframework.data.jpa.repository.support.SimpleJpaRepository;
import org.springframework.data.repository.NoRepositoryBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SoftDeleteRepositoriesAutoConfiguration}, and for what the user is
 * told when a repository promises what its entity cannot keep.
 */
@ExtendWith(OutputCaptureExtension.class)
class SoftDeleteRepositoriesAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, TransactionAutoConfiguration.class,
				HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class,
				ActorAutoConfiguration.class, AuditAutoConfiguration.class, SoftDeleteAutoConfiguration.class,
				SoftDeleteRepositoriesAutoConfiguration.class))
		.withPropertyValues("spring.jpa.hibernate.ddl-auto=create", "spring.datasource.generate-unique-name=true");

	@Test
	void repositoriesThatBootFindsHaveOurMethods() {
		this.runner.withUserConfiguration(PackageConfiguration.class)
			.run((context) -> deleteAndRestore(context.getBean(ArticleRepository.class)));
	}

	@Test
	void repositoriesThatTheApplicationEnablesHaveOurMethods() {
		this.runner.withUserConfiguration(EnablingConfiguration.class)
			.run((context) -> deleteAndRestore(context.getBean(ArticleRepository.class)));
	}

	@Test
	void repositoriesWithABaseClassOfTheApplicationHaveOurMethodsAndItsOwn() {
		this.runner.withUserConfiguration(BaseClassConfiguration.class).run((context) -> {
			ArticlesWithBaseClass articles = context.getBean(ArticlesWithBaseClass.class);
			deleteAndRestore(articles);
			assertThat(articles.fromBaseClass()).isEqualTo("base class");
			articles.deleteAllInBatch();
			assertThat(articles.countDeleted()).isOne();
		});
	}

	@Test
	void repositoriesThatInheritFromAnInterfaceOfTheApplicationHaveOurMethods() {
		this.runner.withUserConfiguration(IntermediateConfiguration.class)
			.run((context) -> deleteAndRestore(context.getBean(InheritingArticles.class)));
	}

	@Test
	void plainRepositoryOfASoftDeletableEntityDeletesSoftly() {
		this.runner.withUserConfiguration(PlainConfiguration.class).run((context) -> {
			PlainArticles articles = context.getBean(PlainArticles.class);
			Article article = articles.save(new Article("title"));
			articles.deleteAllByIdInBatch(List.of(article.getId()));
			assertThat(articles.count()).isZero();
			assertThat(articles.nativeCount()).isOne();
		});
	}

	@Test
	void plainRepositoryOfAnotherEntityIsLeftAlone() {
		this.runner.withUserConfiguration(PlainConfiguration.class).run((context) -> {
			PlainKeywords keywords = context.getBean(PlainKeywords.class);
			Keyword keyword = keywords.save(new Keyword());
			keywords.deleteAllInBatch(List.of(keyword));
			assertThat(keywords.nativeCount()).isZero();
		});
	}

	@Test
	void plainRepositoryStartsWithEverythingOff() {
		this.runner.withUserConfiguration(PlainConfiguration.class)
			.withPropertyValues("soft-delete-audit.soft-delete.enabled=false", "soft-delete-audit.audit.enabled=false")
			.run((context) -> {
				PlainArticles articles = context.getBean(PlainArticles.class);
				Article article = articles.save(new Article("title"));
				articles.deleteById(article.getId());
				assertThat(articles.nativeCount()).isZero();
			});
	}

	@Test
	void softDeleteRepositoryOfAnotherEntityStopsTheStart(CapturedOutput output) {
		assertThatStartFails(SoftDeleteKeywordsConfiguration.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The repository " + SoftDeleteKeywords.class.getName() + " extends SoftDeleteRepository, but the"
					+ " entity " + Keyword.class.getName() + " is not soft-deletable.")
			.contains("Mark the entity with @SoftDeletable");
	}

	@Test
	void softDeleteRepositoryStopsTheStartWhenTheFeatureIsOff(CapturedOutput output) {
		assertThatStartFails(EnablingConfiguration.class, "soft-delete-audit.soft-delete.enabled=false");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The repository " + ArticleRepository.class.getName()
					+ " extends SoftDeleteRepository, but soft deletion is switched off.")
			.contains("Set soft-delete-audit.soft-delete.enabled to true");
	}

	@Test
	void auditedRepositoryStopsTheStartWhenTheFeatureIsOff(CapturedOutput output) {
		assertThatStartFails(EnablingConfiguration.class, "soft-delete-audit.audit.enabled=false");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The repository " + ArticleRepository.class.getName() + " extends AuditedRepository, but auditing"
					+ " is switched off or Envers is missing.")
			.contains("Set soft-delete-audit.audit.enabled to true");
	}

	@Test
	void auditedRepositoryOfAnotherEntityStopsTheStart(CapturedOutput output) {
		assertThatStartFails(AuditedKeywordsConfiguration.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(AuditedKeywords.class.getName() + " extends AuditedRepository, but")
			.contains(Keyword.class.getName());
	}

	@Test
	void queryMethodThatSoundsLikeOneOfDeletedRowsStopsTheStart(CapturedOutput output) {
		assertThatStartFails(MisleadingArticlesConfiguration.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("its method findDeletedByTitle would be taken for one of live rows")
			.contains("@Query");
	}

	@Test
	void soDoesOneWithOtherWordsBefore(CapturedOutput output) {
		assertThatStartFails(MisleadingFirstArticlesConfiguration.class);
		assertThat(output).contains("its method findFirst3DeletedByTitle would be taken for one of live rows");
	}

	@Test
	void refusedMappingIsExplained(CapturedOutput output) {
		assertThatStartFails(RefusedMappingConfiguration.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(RefusedArticle.class.getName() + " has an @SQLDelete of its own.")
			.contains("Remove it: deleting the entity marks its row without one.");
	}

	@Test
	void lazyRepositoriesStopTheStartToo(CapturedOutput output) {
		assertThatStartFails(SoftDeleteKeywordsConfiguration.class,
				"spring.data.jpa.repositories.bootstrap-mode=deferred");
		assertThat(output).contains("is not soft-deletable.");
	}

	private static void deleteAndRestore(SoftDeleteRepository<Article, Long> articles) {
		Article article = articles.save(new Article("title"));
		articles.delete(article);
		assertThat(articles.findById(article.getId())).isEmpty();
		assertThat(articles.findDeleted()).hasSize(1);
		articles.restore(article.getId());
		assertThat(articles.findById(article.getId())).isPresent();
	}

	private static void assertThatStartFails(Class<?> configuration, String... properties) {
		SpringApplication application = new SpringApplicationBuilder(configuration).web(WebApplicationType.NONE)
			.properties("spring.jpa.hibernate.ddl-auto=create", "spring.datasource.generate-unique-name=true")
			.properties(properties)
			.build();
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> application.run().close());
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Article.class)
	static class PackageConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Article.class)
	@EnableJpaRepositories(basePackageClasses = Article.class)
	static class EnablingConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Article.class)
	@EnableJpaRepositories(considerNestedRepositories = true, repositoryBaseClass = BaseRepository.class,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = ArticlesWithBaseClass.class))
	static class BaseClassConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Article.class)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = InheritingArticles.class))
	static class IntermediateConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Article.class)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE,
					classes = { PlainArticles.class, PlainKeywords.class }))
	static class PlainConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Article.class)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = SoftDeleteKeywords.class))
	static class SoftDeleteKeywordsConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Article.class)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = MisleadingArticles.class))
	static class MisleadingArticlesConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Article.class)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = MisleadingFirstArticles.class))
	static class MisleadingFirstArticlesConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Article.class)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = AuditedKeywords.class))
	static class AuditedKeywordsConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = RefusedArticle.class)
	static class RefusedMappingConfiguration {

	}

	@NoRepositoryBean
	interface WithOwnMethod<T, ID> extends SoftDeleteRepository<T, ID> {

		String fromBaseClass();

	}

	interface ArticlesWithBaseClass extends WithOwnMethod<Article, Long> {

	}

	static class BaseRepository<T, ID> extends SimpleJpaRepository<T, ID> {

		BaseRepository(JpaEntityInformation<T, ?> entityInformation, EntityManager entityManager) {
			super(entityInformation, entityManager);
		}

		public String fromBaseClass() {
			return "base class";
		}

	}

	@NoRepositoryBean
	interface Intermediate<T> extends SoftDeleteRepository<T, Long>, AuditedRepository<T, Long> {

		Optional<T> findByTitle(String title);

	}

	interface InheritingArticles extends Intermediate<Article> {

	}

	interface PlainArticles extends JpaRepository<Article, Long> {

		@NativeQuery("select count(*) from article")
		long nativeCount();

	}

	interface PlainKeywords extends JpaRepository<Keyword, Long> {

		@NativeQuery("select count(*) from keyword")
		long nativeCount();

	}

	interface SoftDeleteKeywords extends SoftDeleteRepository<Keyword, Long> {

	}

	interface MisleadingArticles extends SoftDeleteRepository<Article, Long> {

		List<Article> findDeletedByTitle(String title);

	}

	interface MisleadingFirstArticles extends SoftDeleteRepository<Article, Long> {

		List<Article> findFirst3DeletedByTitle(String title);

	}

	interface AuditedKeywords extends JpaRepository<Keyword, Long>, AuditedRepository<Keyword, Long> {

	}

}
