package io.github.softdeleteaudit.benchmarks;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.softdeleteaudit.benchmarks.audited.AuditedApplication;
import io.github.softdeleteaudit.benchmarks.handwritten.HandwrittenApplication;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
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

/**
 * What one audited change of one entity costs, in a transaction of its own on PostgreSQL:
 * with the starter, and with Envers and its defaults.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 2)
@Fork(2)
public class TransactionBenchmark {

	/**
	 * Create an entity.
	 */
	@Benchmark
	public void create(Data data) {
		data.factory.runInTransaction(data::create);
	}

	/**
	 * Load an entity and change it.
	 */
	@Benchmark
	public void update(Data data) {
		data.factory.runInTransaction(data::update);
	}

	/**
	 * A running application, and an entity that is changed.
	 */
	@State(Scope.Benchmark)
	public static class Data {

		@Param({ "envers", "starter" })
		public String mapping = "";

		private long changes;

		private Long id = 0L;

		@SuppressWarnings("NullAway.Init")
		private PostgreSqlServer server;

		@SuppressWarnings("NullAway.Init")
		private BenchmarkApplication application;

		@SuppressWarnings("NullAway.Init")
		private EntityManagerFactory factory;

		/**
		 * Start server and application.
		 */
		@Setup
		public void start() {
			this.server = PostgreSqlServer.start();
			String[] database = this.server.createDatabase();
			this.application = this.mapping.equals("starter")
					? BenchmarkApplication.start(AuditedApplication.class, database)
					: BenchmarkApplication
						.startWithoutStarter(HandwrittenApplication.class,
								Stream
									.concat(Stream.of(database),
											Stream
												.of("spring.jpa.properties.hibernate.integration.envers.enabled=true"))
									.toArray(String[]::new));
			this.factory = this.application.bean(EntityManagerFactory.class);
			this.factory.runInTransaction((em) -> this.id = create(em));
		}

		private Long create(EntityManager em) {
			if (this.mapping.equals("starter")) {
				var account = new io.github.softdeleteaudit.benchmarks.audited.Account("name");
				em.persist(account);
				return Objects.requireNonNull(account.getId());
			}
			var account = new io.github.softdeleteaudit.benchmarks.handwritten.Account("name");
			em.persist(account);
			return Objects.requireNonNull(account.getId());
		}

		private void update(EntityManager em) {
			String name = "name " + this.changes++;
			if (this.mapping.equals("starter")) {
				em.find(io.github.softdeleteaudit.benchmarks.audited.Account.class, this.id).setName(name);
			}
			else {
				em.find(io.github.softdeleteaudit.benchmarks.handwritten.Account.class, this.id).setName(name);
			}
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
