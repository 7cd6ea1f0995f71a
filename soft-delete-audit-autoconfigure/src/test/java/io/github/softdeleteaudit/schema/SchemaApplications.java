package io.github.softdeleteaudit.schema;

import java.util.Arrays;
import java.util.function.Consumer;

import io.github.softdeleteaudit.autoconfigure.ActorAutoConfiguration;
import io.github.softdeleteaudit.autoconfigure.AuditAutoConfiguration;
import io.github.softdeleteaudit.autoconfigure.SchemaAutoConfiguration;
import io.github.softdeleteaudit.autoconfigure.SchemaScriptsAutoConfiguration;
import io.github.softdeleteaudit.autoconfigure.SoftDeleteAutoConfiguration;
import io.github.softdeleteaudit.test.DatabaseConnection;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that start one after another on the same database, each with entities of
 * its own, while Hibernate leaves the schema alone.
 */
record SchemaApplications(DatabaseConnection database, ApplicationContextRunner runner) {

	static SchemaApplications on(DatabaseConnection database) {
		return new SchemaApplications(database,
				new ApplicationContextRunner()
					.withConfiguration(AutoConfigurations.of(ActorAutoConfiguration.class, AuditAutoConfiguration.class,
							SchemaAutoConfiguration.class, SchemaScriptsAutoConfiguration.class,
							SoftDeleteAutoConfiguration.class, DataSourceAutoConfiguration.class,
							TransactionAutoConfiguration.class, HibernateJpaAutoConfiguration.class))
					.withPropertyValues("spring.datasource.hikari.maximum-pool-size=2",
							"spring.jpa.hibernate.ddl-auto=none", "soft-delete-audit.schema=none")
					.withPropertyValues(database.toProperties()));
	}

	SchemaApplications with(String... properties) {
		return new SchemaApplications(this.database, this.runner.withPropertyValues(properties));
	}

	SchemaApplications of(Class<?>... entities) {
		String[] names = Arrays.stream(entities).map(Class::getName).toArray(String[]::new);
		return new SchemaApplications(this.database,
				this.runner.withBean(PersistenceManagedTypes.class, () -> PersistenceManagedTypes.of(names)));
	}

	/**
	 * Start the application, work with it, and stop it.
	 */
	void run(Consumer<ApplicationContext> work) {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			work.accept(context);
		});
	}

	/**
	 * Start the application with the schema validated by the starter and by Hibernate.
	 */
	void validated() {
		validated((entityManager) -> {
		});
	}

	/**
	 * Do the same, and work in a transaction.
	 */
	void validated(Consumer<EntityManager> work) {
		with("soft-delete-audit.schema=validate", "spring.jpa.hibernate.ddl-auto=validate")
			.run((context) -> context.getBean(EntityManagerFactory.class).runInTransaction(work));
	}

	/**
	 * Start the application, which must fail since the schema is not what it needs.
	 * @return the script that mends it
	 */
	SchemaScript refused() {
		SchemaScript[] script = new SchemaScript[1];
		with("soft-delete-audit.schema=validate").runner()
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(SchemaValidationException.class, (ex) -> script[0] = ex.getScript()));
		return script[0];
	}

	SchemaScript create() {
		SchemaScript[] script = new SchemaScript[1];
		run((context) -> script[0] = context.getBean(SchemaScripts.class).create());
		return script[0];
	}

	SchemaScript difference() {
		return difference(DifferenceOptions.none());
	}

	SchemaScript difference(DifferenceOptions options) {
		SchemaScript[] script = new SchemaScript[1];
		run((context) -> script[0] = context.getBean(SchemaScripts.class).difference(options));
		return script[0];
	}

	SchemaApplications upgrade(SchemaScript script) {
		this.database.execute(script.getUpgrade().toArray(String[]::new));
		return this;
	}

	SchemaApplications downgrade(SchemaScript script) {
		this.database.execute(script.getDowngrade().toArray(String[]::new));
		return this;
	}

}
