package io.github.softdeleteaudit.audit.envers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.softdeleteaudit.actor.Actor;
import io.github.softdeleteaudit.actor.ActorProvider;
import io.github.softdeleteaudit.audit.envers.AuditedEntities.Memo;
import io.github.softdeleteaudit.autoconfigure.ActorAutoConfiguration;
import io.github.softdeleteaudit.autoconfigure.AuditAutoConfiguration;
import io.github.softdeleteaudit.test.DatabaseConnection;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An application with audited entities on a database of its own, whose actor and clock
 * are set by hand.
 */
final class AuditApplication implements AutoCloseable {

	private final DatabaseConnection database;

	private final ConfigurableApplicationContext context;

	AuditApplication(TestDatabase database, String... properties) {
		this.database = database.create();
		List<String> all = new ArrayList<>(List.of(this.database.toProperties()));
		all.addAll(List.of("spring.jpa.hibernate.ddl-auto=create", "spring.jpa.open-in-view=false",
				"spring.main.banner-mode=off"));
		all.addAll(Arrays.asList(properties));
		this.context = new SpringApplicationBuilder(ApplicationConfiguration.class).web(WebApplicationType.NONE)
			.properties(all.toArray(String[]::new))
			.run();
		actor("clerk");
		now(Instant.parse("2026-01-02T03:04:05.123456Z"));
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	SessionFactory sessionFactory() {
		return bean(EntityManagerFactory.class).unwrap(SessionFactory.class);
	}

	/**
	 * Set who acts from now on.
	 */
	void actor(String name) {
		bean(SettableActorProvider.class).actor = Actor.of(name);
	}

	void actor(Actor actor) {
		bean(SettableActorProvider.class).actor = actor;
	}

	/**
	 * Set the time.
	 */
	void now(Instant instant) {
		bean(SettableClock.class).instant = instant;
	}

	<T> T inTransaction(Function<EntityManager, T> work) {
		EntityManager entityManager = SharedEntityManagerCreator
			.createSharedEntityManager(bean(EntityManagerFactory.class));
		T result = new TransactionTemplate(bean(PlatformTransactionManager.class))
			.execute((status) -> work.apply(entityManager));
		return result;
	}

	void transaction(Consumer<EntityManager> work) {
		inTransaction((entityManager) -> {
			work.accept(entityManager);
			return true;
		});
	}

	void statelessTransaction(Consumer<StatelessSession> work) {
		try (StatelessSession session = sessionFactory().openStatelessSession()) {
			Transaction transaction = session.beginTransaction();
			work.accept(session);
			transaction.commit();
		}
	}

	static SharedSessionContractImplementor session(EntityManager entityManager) {
		return entityManager.unwrap(SharedSessionContractImplementor.class);
	}

	/**
	 * Execute SQL in the transaction of the session, unseen by Hibernate.
	 */
	static void sql(SharedSessionContractImplementor session, String sql) {
		session.doWork((connection) -> {
			try (Statement statement = connection.createStatement()) {
				statement.executeUpdate(sql);
			}
		});
	}

	/**
	 * Query by plain JDBC in a transaction of its own.
	 * @return the rows, values separated by spaces
	 */
	List<String> query(String sql, Object... parameters) {
		try (Connection connection = this.database.open();
				PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int i = 0; i < parameters.length; i++) {
				statement.setObject(i + 1, parameters[i]);
			}
			List<String> rows = new ArrayList<>();
			try (ResultSet resultSet = statement.executeQuery()) {
				int columns = resultSet.getMetaData().getColumnCount();
				while (resultSet.next()) {
					List<String> row = new ArrayList<>();
					for (int i = 1; i <= columns; i++) {
						row.add(String.valueOf(resultSet.getObject(i)));
					}
					rows.add(String.join(" ", row));
				}
			}
			return rows;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The columns of each of a table's indexes, in lower case and separated by spaces.
	 */
	Collection<String> indexes(String table) {
		Map<String, String> columns = new HashMap<>();
		try (Connection connection = this.database.open()) {
			boolean upperCase = connection.getMetaData().storesUpperCaseIdentifiers();
			String name = upperCase ? table.toUpperCase(Locale.ROOT) : table;
			try (ResultSet resultSet = connection.getMetaData()
				.getIndexInfo(connection.getCatalog(), connection.getSchema(), name, false, true)) {
				while (resultSet.next()) {
					columns.merge(resultSet.getString("INDEX_NAME"),
							resultSet.getString("COLUMN_NAME").toLowerCase(Locale.ROOT),
							(first, second) -> first + " " + second);
				}
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return columns.values();
	}

	/**
	 * Execute SQL in a transaction of its own.
	 */
	void execute(String... statements) {
		this.database.execute(statements);
	}

	long count(String table) {
		return Long.parseLong(query("select count(*) from " + table).get(0));
	}

	@Override
	public void close() {
		this.context.close();
		this.database.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Memo.class)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, TransactionAutoConfiguration.class,
			ActorAutoConfiguration.class, AuditAutoConfiguration.class, HibernateJpaAutoConfiguration.class })
	static class ApplicationConfiguration {

		@Bean
		SettableActorProvider actorProvider() {
			return new SettableActorProvider();
		}

		@Bean
		SettableClock clock() {
			return new SettableClock();
		}

		// keeps the entities of other tests out
		@Bean
		org.springframework.orm.jpa.persistenceunit.ManagedClassNameFilter auditedEntitiesOnly() {
			return (className) -> className.startsWith(AuditedEntities.class.getName());
		}

	}

	static class SettableActorProvider implements ActorProvider {

		private volatile Actor actor = Actor.of("nobody");

		@Override
		public Actor currentActor() {
			return this.actor;
		}

	}

	static class SettableClock extends Clock {

		private volatile Instant instant = Instant.EPOCH;

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
			return this.instant;
		}

	}

}
