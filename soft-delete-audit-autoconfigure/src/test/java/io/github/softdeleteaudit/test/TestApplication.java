package io.github.softdeleteaudit.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import jakarta.persistence.EntityManagerFactory;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.StatementCallback;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An application on a fresh database, with a clock that stands still, recorded statements
 * and helpers for transactions.
 */
public final class TestApplication implements AutoCloseable {

	private final DatabaseConnection database;

	private final ConfigurableApplicationContext context;

	private final boolean keepsDatabase;

	private TestApplication(DatabaseConnection database, ConfigurableApplicationContext context,
			boolean keepsDatabase) {
		this.database = database;
		this.context = context;
		this.keepsDatabase = keepsDatabase;
	}

	/**
	 * Start an application.
	 * @param database the kind of database
	 * @param configuration the application's configuration class
	 * @param properties its properties
	 * @return the running application
	 */
	public static TestApplication start(TestDatabase database, Class<?> configuration, String... properties) {
		return start(database.create(), false, configuration, properties);
	}

	/**
	 * Start an application on a database that there is, and that outlives it.
	 * @param database the database
	 * @param configuration the application's configuration class
	 * @param properties its properties
	 * @return the running application
	 */
	public static TestApplication start(DatabaseConnection database, Class<?> configuration, String... properties) {
		return start(database, true, configuration, properties);
	}

	private static TestApplication start(DatabaseConnection connection, boolean keepsDatabase, Class<?> configuration,
			String... properties) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(configuration, Support.class)
			.web(WebApplicationType.NONE)
			.properties("spring.jpa.hibernate.ddl-auto=create", "spring.jpa.open-in-view=false",
					"spring.datasource.hikari.maximum-pool-size=4", "spring.main.banner-mode=off")
			.properties(connection.toProperties())
			.properties(properties)
			.run();
		return new TestApplication(connection, context, keepsDatabase);
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	public <T> T inTransaction(Supplier<T> work) {
		return new TransactionTemplate(bean(PlatformTransactionManager.class)).execute((status) -> work.get());
	}

	public void inTransaction(Runnable work) {
		new TransactionTemplate(bean(PlatformTransactionManager.class)).executeWithoutResult((status) -> work.run());
	}

	public void inNewTransaction(Runnable work) {
		TransactionTemplate template = new TransactionTemplate(bean(PlatformTransactionManager.class));
		template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		template.executeWithoutResult((status) -> work.run());
	}

	/**
	 * Execute SQL statements whatever refers to what they change.
	 */
	public void executeWithoutForeignKeys(List<String> statements) {
		List<String> offAndOn = switch (this.database.database()) {
			case H2 -> List.of("set referential_integrity false", "set referential_integrity true");
			case POSTGRESQL ->
				List.of("set session_replication_role = replica", "set session_replication_role = default");
			case MARIADB -> List.of("set foreign_key_checks = 0", "set foreign_key_checks = 1");
		};
		jdbc().execute((StatementCallback<Void>) (statement) -> {
			statement.execute(offAndOn.get(0));
			for (String each : statements) {
				statement.execute(each);
			}
			statement.execute(offAndOn.get(1));
			return null;
		});
	}

	/**
	 * Remove all rows of the default schema, but for what makes numbers.
	 */
	public void clear() {
		List<String> deletes = new ArrayList<>();
		tables().rows().forEach((table, rows) -> {
			if (!rows.isEmpty() && !table.endsWith("_seq")) {
				deletes.add("delete from " + table);
			}
		});
		executeWithoutForeignKeys(deletes);
		bean(EntityManagerFactory.class).getCache().evictAll();
	}

	public Tables tables() {
		return Tables.of(this.database);
	}

	public Tables tablesWithoutVersions() {
		return tablesWithout(Set.of("version"));
	}

	public Tables tablesWithout(Set<String> columns) {
		return Tables.of(this.database, (column) -> !columns.contains(column));
	}

	/**
	 * All that is stored but for versions and audit rows.
	 */
	public Tables contents() {
		return contentsWithout(Set.of("version"));
	}

	/**
	 * All that is stored but for some columns and audit rows.
	 */
	public Tables contentsWithout(Set<String> columns) {
		return Tables.withoutAudit(this.database, (column) -> !columns.contains(column));
	}

	public JdbcTemplate jdbc() {
		return bean(JdbcTemplate.class);
	}

	public Statements statements() {
		return bean(Statements.class);
	}

	public SettableClock clock() {
		return bean(SettableClock.class);
	}

	public DatabaseConnection database() {
		return this.database;
	}

	@Override
	public void close() {
		this.context.close();
		if (!this.keepsDatabase) {
			this.database.close();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Support {

		@Bean
		SettableClock clock() {
			return new SettableClock();
		}

		@Bean
		Statements statements() {
			return new Statements();
		}

		@Bean
		HibernatePropertiesCustomizer statementsCustomizer(Statements statements) {
			return (properties) -> properties.put("hibernate.session_factory.statement_inspector", statements);
		}

	}

	/**
	 * A clock that stands still until it is moved.
	 */
	public static final class SettableClock extends Clock {

		private final AtomicReference<Instant> now = new AtomicReference<>(
				Instant.parse("2026-03-29T00:30:00.123456Z"));

		public Instant tick() {
			return this.now.updateAndGet((instant) -> instant.plus(Duration.ofMinutes(7)));
		}

		public void set(Instant instant) {
			this.now.set(instant);
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Instant instant() {
			return this.now.get();
		}

	}

}
