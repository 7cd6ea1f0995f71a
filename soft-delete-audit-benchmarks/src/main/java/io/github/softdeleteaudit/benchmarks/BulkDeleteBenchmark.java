package io.github.softdeleteaudit.benchmarks;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.softdeleteaudit.benchmarks.audited.AuditedApplication;
import io.github.softdeleteaudit.benchmarks.handwritten.HandwrittenApplication;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What it costs to delete all rows of an audited entity in one transaction on PostgreSQL:
 * by one statement of the starter, by the same effect in SQL written by hand, and by
 * loading and removing entities under Envers, with its defaults and with JDBC batches.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, batchSize = 1)
@Measurement(iterations = 6, batchSize = 1)
@Fork(1)
public class BulkDeleteBenchmark {

	/**
	 * Delete all rows.
	 */
	@Benchmark
	public void deleteAll(Data data) {
		data.deleteAll.run();
	}

	/**
	 * A running application, with fresh rows for each measurement.
	 */
	@State(Scope.Benchmark)
	public static class Data {

		@Param({ "sql", "starter", "envers", "envers-batched" })
		public String mapping = "";

		@Param("100000")
		public int rows;

		@SuppressWarnings("NullAway.Init")
		private PostgreSqlServer server;

		@SuppressWarnings("NullAway.Init")
		private BenchmarkApplication application;

		@SuppressWarnings("NullAway.Init")
		private JdbcTemplate jdbc;

		@SuppressWarnings("NullAway.Init")
		private Runnable deleteAll;

		/**
		 * Start server and application.
		 */
		@Setup
		public void start() {
			this.server = PostgreSqlServer.start();
			String[] database = this.server.createDatabase();
			switch (this.mapping) {
				case "sql" -> {
					this.application = BenchmarkApplication.start(AuditedApplication.class, database);
					this.deleteAll = () -> this.application.bean(TransactionTemplate.class)
						.executeWithoutResult((status) -> deleteBySql());
				}
				case "starter" -> {
					this.application = BenchmarkApplication.start(AuditedApplication.class, database);
					this.deleteAll = () -> inTransaction((em) -> em.createQuery("delete from Account").executeUpdate());
				}
				default -> {
					String[] batched = this.mapping.equals("envers-batched")
							? new String[] { "spring.jpa.properties.hibernate.jdbc.batch_size=50" } : new String[0];
					this.application = BenchmarkApplication.startWithoutStarter(HandwrittenApplication.class,
							Stream
								.of(database, batched,
										new String[] {
												"spring.jpa.properties.hibernate.integration.envers.enabled=true" })
								.flatMap(Stream::of)
								.toArray(String[]::new));
					this.deleteAll = () -> inTransaction((em) -> em
						.createQuery("select a from Account a",
								io.github.softdeleteaudit.benchmarks.handwritten.Account.class)
						.getResultList()
						.forEach(em::remove));
				}
			}
			this.jdbc = this.application.bean(JdbcTemplate.class);
		}

		private void inTransaction(java.util.function.Consumer<EntityManager> work) {
			this.application.bean(EntityManagerFactory.class).runInTransaction(work);
		}

		private void deleteBySql() {
			UUID deletion = UUID.randomUUID();
			Timestamp now = Timestamp.from(Instant.now());
			this.jdbc.update("update account set deleted_at = ?, deleted_by = ?, deletion_id = ?, version = version + 1"
					+ " where deleted_at is null", now, "somebody", deletion);
			Long revision = this.jdbc.queryForObject("select nextval('revinfo_seq')", Long.class);
			this.jdbc.update("insert into revinfo (rev, revtstmp, actor) values (?, ?, ?)", revision, now, "somebody");
			this.jdbc.update("insert into account_aud (id, rev, revtype, name, deleted_at, deleted_by, deletion_id)"
					+ " select id, ?, 2, name, deleted_at, deleted_by, deletion_id from account where deletion_id = ?",
					revision, deletion);
		}

		/**
		 * Make what is going to be deleted, on empty tables.
		 */
		@Setup(Level.Iteration)
		public void fill() {
			this.jdbc.execute("truncate table account_aud, account, revinfo");
			this.jdbc.update("insert into revinfo (rev, revtstmp%s) values (0, %s)"
				.formatted(isStarter() ? ", actor" : "", isStarter() ? "now(), 'somebody'" : "0"));
			this.jdbc.update("insert into account (id, version, name) select i, 0, 'name ' || i"
					+ " from generate_series(1, ?) i", this.rows);
			this.jdbc.update("insert into account_aud (id, rev, revtype, name) select id, 0, 0, name from account");
			this.jdbc.execute("vacuum analyze account");
			this.jdbc.execute("vacuum analyze account_aud");
			this.jdbc.execute("checkpoint");
		}

		private boolean isStarter() {
			return !this.mapping.startsWith("envers");
		}

		/**
		 * Stop application and server.
		 */
		@TearDown
		public void stop() {
			this.application.close();
			this.server.close();
		}

	}

}
