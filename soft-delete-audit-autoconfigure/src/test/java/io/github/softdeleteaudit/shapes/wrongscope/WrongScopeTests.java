package io.github.softdeleteaudit.shapes.wrongscope;

import io.github.softdeleteaudit.repository.IncludingDeleted;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.repository.UnsupportedRepositoryException;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import io.github.softdeleteaudit.test.TestApplication;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Methods that change rows and are said to see deleted ones.
 */
class WrongScopeTests {

	@ParameterizedTest
	@ValueSource(classes = { Deleting.class, Modifies.class })
	void anAnnotatedMethodThatChangesRowsStopsTheStart(Class<?> configuration) {
		assertThatException().isThrownBy(() -> TestApplication.start(TestDatabase.H2, configuration))
			.havingRootCause()
			.isInstanceOf(UnsupportedRepositoryException.class)
			.withMessageContainingAll(getClass().getName(), "has @IncludingDeleted on", "which changes rows");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = WrongScopeTests.class)
	@EnableJpaRepositories(considerNestedRepositories = true,
			excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = ModifyingRepository.class))
	static class Deleting {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = WrongScopeTests.class)
	@EnableJpaRepositories(considerNestedRepositories = true,
			excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = DeletingRepository.class))
	static class Modifies {

	}

	@Entity(name = "Sheet")
	static class Sheet extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		Long id;

		String name;

	}

	interface DeletingRepository extends SoftDeleteRepository<Sheet, Long> {

		@IncludingDeleted
		long deleteByName(String name);

	}

	interface ModifyingRepository extends SoftDeleteRepository<Sheet, Long> {

		@IncludingDeleted
		@Modifying
		@Query("update Sheet s set s.name = :name")
		int rename(String name);

	}

}
