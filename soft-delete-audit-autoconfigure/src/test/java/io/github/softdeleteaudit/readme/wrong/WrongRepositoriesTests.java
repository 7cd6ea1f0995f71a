package io.github.softdeleteaudit.readme.wrong;

import java.util.List;

import io.github.softdeleteaudit.autoconfigure.ActorAutoConfiguration;
import io.github.softdeleteaudit.autoconfigure.AuditAutoConfiguration;
import io.github.softdeleteaudit.autoconfigure.SoftDeleteAutoConfiguration;
import io.github.softdeleteaudit.autoconfigure.SoftDeleteRepositoriesAutoConfiguration;
import io.github.softdeleteaudit.readme.Readme;
import io.github.softdeleteaudit.repository.UnsupportedRepositoryException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The repositories of which the README says that they stop the start.
 */
class WrongRepositoriesTests {

	private final List<List<String>> troubles = new Readme().table("What you see", "What it means and what to do");

	@ParameterizedTest
	@CsvSource({ "soft-delete-audit.audit.enabled=true, SoftDeleteOfPlain",
			"soft-delete-audit.audit.enabled=true, AuditedOfPlain",
			"soft-delete-audit.soft-delete.enabled=false, SoftDeleteOfGood",
			"soft-delete-audit.audit.enabled=false, AuditedOfGood" })
	void aRepositoryThatCannotKeepItsPromiseStopsTheStart(String property, String repository) throws Exception {
		Class<?> configuration = Class.forName(getClass().getName() + "$" + repository);
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ActorAutoConfiguration.class, AuditAutoConfiguration.class,
					SoftDeleteAutoConfiguration.class, SoftDeleteRepositoriesAutoConfiguration.class,
					DataSourceAutoConfiguration.class, TransactionAutoConfiguration.class,
					HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class))
			.withPropertyValues("spring.datasource.generate-unique-name=true", property)
			.withUserConfiguration(configuration)
			.withBean(PersistenceManagedTypes.class,
					() -> PersistenceManagedTypes.of(WrongRepositories.Plain.class.getName(),
							WrongRepositories.Good.class.getName()))
			.run((context) -> {
				Throwable failure = context.getStartupFailure();
				while (failure != null && !(failure instanceof UnsupportedRepositoryException)) {
					failure = failure.getCause();
				}
				assertThat(failure).isInstanceOf(UnsupportedRepositoryException.class);
				String message = failure.getMessage();
				assertThat(this.troubles).as(message)
					.filteredOn((row) -> Readme.matches(row.get(0), message))
					.hasSize(1);
			});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE,
					classes = WrongRepositories.SoftDeleteOfPlain.class))
	static class SoftDeleteOfPlain {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE,
					classes = WrongRepositories.AuditedOfPlain.class))
	static class AuditedOfPlain {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE,
					classes = WrongRepositories.SoftDeleteOfGood.class))
	static class SoftDeleteOfGood {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE,
					classes = WrongRepositories.AuditedOfGood.class))
	static class AuditedOfGood {

	}

}
