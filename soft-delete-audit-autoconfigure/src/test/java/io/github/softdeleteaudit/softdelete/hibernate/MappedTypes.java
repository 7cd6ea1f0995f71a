package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.Arrays;
import java.util.function.Consumer;

import io.github.softdeleteaudit.autoconfigure.ActorAutoConfiguration;
import io.github.softdeleteaudit.autoconfigure.SoftDeleteAutoConfiguration;
import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException;
import io.github.softdeleteaudit.test.DatabaseConnection;
import io.github.softdeleteaudit.test.TestDatabase;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application on H2 whose persistence unit holds the given classes and no others.
 */
public final class MappedTypes {

	private final ApplicationContextRunner runner;

	private MappedTypes(ApplicationContextRunner runner) {
		this.runner = runner;
	}

	public static MappedTypes of(Class<?>... types) {
		String[] names = Arrays.stream(types).map(Class::getName).toArray(String[]::new);
		return new MappedTypes(new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ActorAutoConfiguration.class, SoftDeleteAutoConfiguration.class,
					DataSourceAutoConfiguration.class, TransactionAutoConfiguration.class,
					HibernateJpaAutoConfiguration.class))
			.withPropertyValues("spring.jpa.hibernate.ddl-auto=create")
			.withBean(PersistenceManagedTypes.class, () -> PersistenceManagedTypes.of(names)));
	}

	public MappedTypes withProperties(String... properties) {
		return new MappedTypes(this.runner.withPropertyValues(properties));
	}

	/**
	 * Assert that the application does not start, for a reason and a remedy that the user
	 * is told.
	 */
	public void areRefused(String... partsOfTheMessage) {
		try (DatabaseConnection database = TestDatabase.H2.create()) {
			this.runner.withPropertyValues(database.toProperties())
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.isInstanceOf(SoftDeleteMappingException.class)
					.hasMessageContainingAll(partsOfTheMessage));
		}
	}

	/**
	 * Start the application, and run an action with it.
	 */
	public void run(Consumer<MappedApplication> action) {
		try (DatabaseConnection database = TestDatabase.H2.create()) {
			this.runner.withPropertyValues(database.toProperties()).run((context) -> {
				assertThat(context).hasNotFailed();
				action.accept(new MappedApplication(context, database));
			});
		}
	}

	public void start() {
		run((application) -> {
		});
	}

}
