package io.github.softdeleteaudit.architecture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.integrator.spi.Integrator;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring Boot's own rules for auto-configurations, and that what is found by name is
 * listed.
 */
class AutoConfigurationRulesTests {

	private static final String ROOT = "io.github.softdeleteaudit";

	private static final Set<String> SAFE_PARAMETERS = Set.of(BeanFactory.class.getName(),
			ListableBeanFactory.class.getName(), ObjectProvider.class.getName(), ApplicationContext.class.getName(),
			Environment.class.getName(), ResourceLoader.class.getName());

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages(ROOT);

	@Test
	void autoConfigurationsArePublicAndFinal() {
		classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.resideInAPackage(ROOT + ".autoconfigure")
			.andShould()
			.haveSimpleNameEndingWith("AutoConfiguration")
			.check(CLASSES);
	}

	@Test
	void configurationsDoNotProxyTheirBeanMethods() {
		classes().that().areAnnotatedWith(Configuration.class).should(new ArchCondition<>("not proxy bean methods") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				if (type.getAnnotationOfType(Configuration.class).proxyBeanMethods()) {
					events.add(SimpleConditionEvent.violated(type, type.getName() + " proxies its bean methods"));
				}
			}

		}).check(CLASSES);
	}

	@Test
	void beanMethodsAreNotPublic() {
		methods().that().areAnnotatedWith(Bean.class).should().notBePublic().andShould().notBePrivate().check(CLASSES);
	}

	@Test
	void postProcessorsAreMadeByStaticMethods() {
		methods().that().areAnnotatedWith(Bean.class).and(makePostProcessors()).should().beStatic().check(CLASSES);
	}

	@Test
	void postProcessorsDoNotMakeOtherBeansEarly() {
		methods().that()
			.areAnnotatedWith(Bean.class)
			.and(makePostProcessors())
			.should(new ArchCondition<>("take safe parameters only") {

				@Override
				public void check(JavaMethod method, ConditionEvents events) {
					method.getRawParameterTypes()
						.stream()
						.filter((parameter) -> !SAFE_PARAMETERS.contains(parameter.getName()))
						.forEach((parameter) -> events.add(SimpleConditionEvent.violated(method,
								method.getFullName() + " takes a " + parameter.getName())));
				}

			})
			.check(CLASSES);
	}

	@Test
	void autoConfigurationsAreListed() {
		assertThat(lines("META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports"))
			.containsExactlyInAnyOrderElementsOf(autoConfigurations());
	}

	@Test
	void autoConfigurationsAreListedForDataJpaTests() {
		assertThat(lines("META-INF/spring/"
				+ "org.springframework.boot.data.jpa.test.autoconfigure.AutoConfigureDataJpa.imports"))
			.containsExactlyInAnyOrderElementsOf(autoConfigurations());
	}

	@Test
	void failureAnalyzersAreListedAndNotPublic() {
		classes().that().areAssignableTo(FailureAnalyzer.class).should().bePackagePrivate().check(CLASSES);
		assertThat(Arrays.stream(factories().getProperty(FailureAnalyzer.class.getName()).split(",")).map(String::trim))
			.containsExactlyInAnyOrderElementsOf(implementations(FailureAnalyzer.class));
	}

	@Test
	void contributorsToHibernateAreListed() {
		for (Class<?> type : List.of(Integrator.class, AdditionalMappingContributor.class)) {
			assertThat(lines("META-INF/services/" + type.getName())).isSubsetOf(implementations(type))
				// the recorder is called by the AuditIntegrator
				.containsAll(implementations(type).stream()
					.filter((name) -> !name.endsWith(".EnversRowChangeRecorder"))
					.toList());
		}
	}

	private static DescribedPredicate<JavaMethod> makePostProcessors() {
		return DescribedPredicate.describe("make post-processors",
				(method) -> method.getRawReturnType().isAssignableTo(BeanPostProcessor.class)
						|| method.getRawReturnType().isAssignableTo(BeanFactoryPostProcessor.class));
	}

	private static Collection<String> autoConfigurations() {
		List<String> names = CLASSES.stream()
			.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
			.map(JavaClass::getName)
			.toList();
		assertThat(names).isNotEmpty();
		return names;
	}

	private static Collection<String> implementations(Class<?> type) {
		return CLASSES.stream()
			.filter((candidate) -> candidate.isAssignableTo(type) && !candidate.isInterface())
			.map(JavaClass::getName)
			.collect(Collectors.toSet());
	}

	// of this module only: the class path has more files of these names
	private static List<String> lines(String resource) {
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(open(resource), StandardCharsets.UTF_8))) {
			return reader.lines().map(String::trim).filter((line) -> !line.isEmpty()).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Properties factories() {
		try (InputStream stream = open("META-INF/spring.factories")) {
			Properties properties = new Properties();
			properties.load(stream);
			return properties;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static InputStream open(String resource) throws IOException {
		return PublishedResources.open(resource);
	}

}
