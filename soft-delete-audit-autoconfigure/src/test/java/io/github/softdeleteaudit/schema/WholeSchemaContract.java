package io.github.softdeleteaudit.schema;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.softdeleteaudit.test.DatabaseConnection;
import io.github.softdeleteaudit.test.TestApplication;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The export of the whole schema, of the mappings of all other tests.
 */
abstract class WholeSchemaContract {

	// of a naming strategy, or of a database that takes keywords for names
	private static final Pattern NEEDS_PROPERTIES = Pattern.compile(".*\\.shapes\\.(naming|plan|identifier)\\..*");

	private static final Pattern MANIFOLD = Pattern
		.compile(".*\\.(model|inheritance|link|livekey|recorded|table)\\..*");

	private final TestDatabase kind;

	WholeSchemaContract(TestDatabase kind) {
		this.kind = kind;
	}

	/**
	 * Some models of all kinds of mappings; all of them in the stress profile.
	 */
	static Stream<Class<?>> models() throws IOException {
		Stream.Builder<Class<?>> models = Stream.builder();
		for (Resource resource : new PathMatchingResourcePatternResolver()
			.getResources("classpath*:io/github/softdeleteaudit/**/*.class")) {
			MetadataReader reader = new CachingMetadataReaderFactory().getMetadataReader(resource);
			if (reader.getAnnotationMetadata()
				.hasAnnotation("org.springframework.boot.autoconfigure.SpringBootApplication")) {
				String model = reader.getClassMetadata().getClassName();
				if (!NEEDS_PROPERTIES.matcher(model).matches()) {
					models.add(ClassUtils.resolveClassName(model, null));
				}
			}
		}
		return models.build()
			.filter((model) -> Boolean.getBoolean("test.stress") || MANIFOLD.matcher(model.getName()).matches());
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("models")
	void theScriptCreatesWhatHibernateCreatesAndDropsIt(Class<?> model) {
		try (TestApplication application = TestApplication.start(this.kind, model, "spring.jpa.hibernate.ddl-auto=none",
				"soft-delete-audit.schema=none")) {
			DatabaseConnection database = application.database();
			SchemaCatalog empty = SchemaCatalog.of(database);
			SchemaScript script = application.bean(SchemaScripts.class).create();
			run(application, script.getUpgrade());
			SchemaCatalog created = SchemaCatalog.of(database);
			assertThat(application.bean(SchemaScripts.class).difference().getChanges()).isEmpty();
			run(application, script.getDowngrade());
			assertThat(SchemaCatalog.of(database)).isEqualTo(empty);
			application.bean(EntityManagerFactory.class)
				.unwrap(SessionFactory.class)
				.getSchemaManager()
				.exportMappedObjects(true);
			assertThat(created.lines()).containsExactlyElementsOf(SchemaCatalog.of(database).lines());
			assertThat(application.bean(SchemaScripts.class).difference().getChanges()).isEmpty();
		}
	}

	private static void run(TestApplication application, List<String> statements) {
		application.database().execute(statements.toArray(String[]::new));
	}

}
