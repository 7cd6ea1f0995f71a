package io.github.softdeleteaudit.shapes.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.softdeleteaudit.autoconfigure.ActorAutoConfiguration;
import io.github.softdeleteaudit.autoconfigure.SoftDeleteAutoConfiguration;
import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException;
import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException.Problem;
import io.github.softdeleteaudit.test.DatabaseConnection;
import io.github.softdeleteaudit.unique.LiveIndexSchemaException;
import jakarta.persistence.EntityManagerFactory;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts applications one after another on the same database, each with a persistence
 * unit of the given classes and no others.
 */
final class Starts {

	private final DatabaseConnection database;

	private final ApplicationContextRunner runner;

	private Starts(DatabaseConnection database, ApplicationContextRunner runner) {
		this.database = database;
		this.runner = runner;
	}

	static Starts of(DatabaseConnection database, Class<?>... types) {
		String[] names = Arrays.stream(types).map(Class::getName).toArray(String[]::new);
		return new Starts(database,
				new ApplicationContextRunner()
					.withConfiguration(AutoConfigurations.of(ActorAutoConfiguration.class,
							SoftDeleteAutoConfiguration.class, DataSourceAutoConfiguration.class,
							TransactionAutoConfiguration.class, HibernateJpaAutoConfiguration.class))
					.withPropertyValues("spring.datasource.hikari.maximum-pool-size=2")
					.withPropertyValues(database.toProperties())
					.withBean(PersistenceManagedTypes.class, () -> PersistenceManagedTypes.of(names)));
	}

	Starts with(String... properties) {
		return new Starts(this.database, this.runner.withPropertyValues(properties));
	}

	/**
	 * Start the application, and stop it again.
	 */
	Starts start(String ddlAuto) {
		return start(ddlAuto, (application) -> {
		});
	}

	/**
	 * Start the application, work with it, and stop it.
	 */
	Starts start(String ddlAuto, Work work) {
		this.runner.withPropertyValues("spring.jpa.hibernate.ddl-auto=" + ddlAuto).run((context) -> {
			assertThat(context).hasNotFailed();
			work.accept(context.getBean(EntityManagerFactory.class));
		});
		return this;
	}

	/**
	 * Assert that the application does not start.
	 * @return the problems that stopped it
	 */
	List<Problem> refused(String ddlAuto, Class<? extends SoftDeleteMappingException> type) {
		List<Problem> problems = new ArrayList<>();
		this.runner.withPropertyValues("spring.jpa.hibernate.ddl-auto=" + ddlAuto)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(type, (ex) -> problems.addAll(ex.getProblems())));
		return problems;
	}

	/**
	 * Assert that the application does not start, because of an index.
	 * @return the problems that stopped it
	 */
	List<Problem> refused(String ddlAuto) {
		return refused(ddlAuto, LiveIndexSchemaException.class);
	}

	/**
	 * Run the statements that the remedies name.
	 */
	Starts mend(List<Problem> problems) {
		assertThat(problems).isNotEmpty();
		this.database.execute(problems.stream().map(Problem::remedy).flatMap((remedy) -> {
			assertThat(remedy).contains(": ");
			return Stream.of(remedy.substring(remedy.indexOf(": ") + 2).split("; "));
		}).toArray(String[]::new));
		return this;
	}

	/**
	 * What is done with a running application.
	 */
	interface Work {

		void accept(EntityManagerFactory application) throws Exception;

	}

}
