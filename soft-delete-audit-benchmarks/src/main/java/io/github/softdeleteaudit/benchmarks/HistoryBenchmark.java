package io.github.softdeleteaudit.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.softdeleteaudit.audit.EntityHistory;
import io.github.softdeleteaudit.benchmarks.audited.AuditedApplication;
import io.github.softdeleteaudit.benchmarks.handwritten.HandwrittenApplication;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.envers.query.AuditEntity;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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

/**
 * What it costs to read the history of one entity, of ten revisions, among many audit
 * rows on PostgreSQL: with the starter, and with Envers on the schema that it makes.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class HistoryBenchmark {

	private static final int REVISIONS = 10;

	/**
	 * Read the whole history.
	 */
	@Benchmark
	public Object history(Data data) {
		return data.application.bean(EntityManagerFactory.class).callInTransaction(data::history);
	}

	/**
	 * Audit rows of many entities, one revision each.
	 */
	@State(Scope.Benchmark)
	public static class Data {

		@Param({ "envers", "starter" })
		public String mapping = "";

		@Param("1000000")
		public int auditRows;

		private long next;

		@SuppressWarnings("NullAway.Init")
		private PostgreSqlServer server;

		@SuppressWarnings("NullAway.Init")
		private BenchmarkApplication application;

		/**
		 * Start server and application, and fill the tables.
		 */
		@Setup
		public void start() {
			this.server = PostgreSqlServer.start();
			String[] database = this.server.createDatabase();
			boolean starter = this.mapping.equals("starter");
			this.application = starter ? BenchmarkApplication.start(AuditedApplication.class, database)
					: BenchmarkApplication
						.startWithoutStarter(HandwrittenApplication.class,
								Stream
									.concat(Stream.of(database),
											Stream
												.of("spring.jpa.properties.hibernate.integration.envers.enabled=true"))
									.toArray(String[]::new));
			JdbcTemplate jdbc = this.application.bean(JdbcTemplate.class);
			jdbc.update("insert into revinfo (rev, revtstmp%s) select i, %s from generate_series(1, ?) i".formatted(
					starter ? ", actor" : "", starter ? "timestamptz '2026-01-01' + i * interval '1 second', 'somebody'"
							: "1767225600000 + i * 1000"),
					this.auditRows);
			jdbc.update(
					"insert into account_aud (id, rev, revtype, name) select 1 + i %% %d, i, case when i <= %d then 0 else 1 end, 'name ' || i from generate_series(1, ?) i"
						.formatted(entities(), entities()),
					this.auditRows);
			jdbc.execute("vacuum analyze account_aud");
			jdbc.execute("vacuum analyze revinfo");
		}

		private int entities() {
			return Math.max(1, this.auditRows / REVISIONS);
		}

		private List<?> history(EntityManager em) {
			// far apart, so that each is another page of the table
			this.next = (this.next + 7919) % entities();
			Long id = 1 + this.next;
			List<?> history = this.mapping.equals("starter")
					? this.application.bean(EntityHistory.class)
						.history(em, io.github.softdeleteaudit.benchmarks.audited.Account.class, id)
					: AuditReaderFactory.get(em)
						.createQuery()
						.forRevisionsOfEntity(io.github.softdeleteaudit.benchmarks.handwritten.Account.class, false,
								true)
						.add(AuditEntity.id().eq(id))
						.getResultList();
			if (history.isEmpty()) {
				throw new IllegalStateException("No history of " + id);
			}
			return history;
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
