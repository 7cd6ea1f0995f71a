package io.github.softdeleteaudit.readme.refused;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.softdeleteaudit.autoconfigure.ActorAutoConfiguration;
import io.github.softdeleteaudit.autoconfigure.SoftDeleteAutoConfiguration;
import io.github.softdeleteaudit.readme.Readme;
import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException;
import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException.Problem;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README's table of the mappings that stop the start, against real starts.
 */
class RefusedMappingsTests {

	private final List<List<String>> rows = new Readme().table("Mapping", "Message", "What to do");

	@TestFactory
	Stream<DynamicTest> aRefusedMappingIsInTheTable() {
		return RefusedMappings.all()
			.entrySet()
			.stream()
			.map((mapping) -> DynamicTest.dynamicTest(mapping.getKey(),
					() -> assertThat(problems(mapping.getValue())).isNotEmpty()
						.allSatisfy((problem) -> assertThat(rowsOf(problem)).as(problem.toString()).hasSize(1))));
	}

	@Test
	void aRowOfTheTableIsARefusedMapping() {
		List<List<String>> unseen = new ArrayList<>(this.rows);
		RefusedMappings.all().values().forEach((types) -> problems(types).forEach((problem) -> {
			unseen.removeAll(rowsOf(problem));
		}));
		assertThat(unseen).isEmpty();
	}

	private List<List<String>> rowsOf(Problem problem) {
		return this.rows.stream()
			.filter((row) -> Readme.matches(row.get(1), problem.description())
					&& Readme.matches(row.get(2), problem.remedy()))
			.toList();
	}

	private static List<Problem> problems(List<Class<?>> types, String... properties) {
		List<Problem> problems = new ArrayList<>();
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ActorAutoConfiguration.class, SoftDeleteAutoConfiguration.class,
					DataSourceAutoConfiguration.class, TransactionAutoConfiguration.class,
					HibernateJpaAutoConfiguration.class))
			.withPropertyValues("spring.datasource.generate-unique-name=true",
					"spring.jpa.properties.hibernate.integration.envers.enabled=false")
			.withPropertyValues(properties)
			.withBean(PersistenceManagedTypes.class,
					() -> PersistenceManagedTypes.of(types.stream().map(Class::getName).toArray(String[]::new)))
			.run((context) -> {
				Throwable failure = context.getStartupFailure();
				while (failure != null && !(failure instanceof SoftDeleteMappingException)) {
					failure = failure.getCause();
				}
				assertThat(failure).as("failure of the start with " + types + ": " + context.getStartupFailure())
					.isInstanceOf(SoftDeleteMappingException.class);
				problems.addAll(((SoftDeleteMappingException) failure).getProblems());
			});
		return problems;
	}

}
