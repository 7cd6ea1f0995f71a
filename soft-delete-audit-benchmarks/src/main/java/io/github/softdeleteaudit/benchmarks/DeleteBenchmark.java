package io.github.softdeleteaudit.benchmarks;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

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

/**
 * What the delete of one audited entity costs, each in a transaction of its own: with the
 * starter, and written by hand. A measurement is the time of a batch of deletes.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 20, batchSize = DeleteBenchmark.BATCH)
@Measurement(iterations = 20, batchSize = DeleteBenchmark.BATCH)
@Fork(2)
public class DeleteBenchmark {

	static final int BATCH = 500;

	/**
	 * Load an entity and remove it.
	 */
	@Benchmark
	public void delete(Data data) {
		data.factory.runInTransaction((em) -> em.remove(em.find(data.type, data.ids.remove())));
	}

	/**
	 * A running application, with fresh entities for each batch.
	 */
	@State(Scope.Benchmark)
	public static class Data {

		@Param({ "handwritten", "starter" })
		public String mapping = "";

		private final Queue<Long> ids = new ArrayDeque<>();

		@SuppressWarnings("NullAway.Init")
		private BenchmarkApplication application;

		@SuppressWarnings("NullAway.Init")
		private EntityManagerFactory factory;

		@SuppressWarnings("NullAway.Init")
		private Class<?> type;

		/**
		 * Start the application.
		 */
		@Setup
		public void start() {
			if (this.mapping.equals("handwritten")) {
				this.application = BenchmarkApplication.startWithoutStarter(HandwrittenApplication.class,
						"spring.jpa.properties.hibernate.integration.envers.enabled=true");
				this.type = io.github.softdeleteaudit.benchmarks.handwritten.Account.class;
			}
			else {
				this.application = BenchmarkApplication.start(AuditedApplication.class);
				this.type = io.github.softdeleteaudit.benchmarks.audited.Account.class;
			}
			this.factory = this.application.bean(EntityManagerFactory.class);
		}

		/**
		 * Make what is going to be deleted, on empty tables.
		 */
		@Setup(Level.Iteration)
		public void fill() {
			JdbcTemplate jdbc = this.application.bean(JdbcTemplate.class);
			this.ids.clear();
			for (String table : new String[] { "account_aud", "account", "revinfo" }) {
				jdbc.update("delete from " + table);
			}
			this.factory.runInTransaction((em) -> {
				for (int i = 0; i < BATCH; i++) {
					this.ids.add(persist(em));
				}
			});
		}

		private Long persist(EntityManager em) {
			if (this.mapping.equals("handwritten")) {
				var account = new io.github.softdeleteaudit.benchmarks.handwritten.Account("name");
				em.persist(account);
				return Objects.requireNonNull(account.getId());
			}
			var account = new io.github.softdeleteaudit.benchmarks.audited.Account("name");
			em.persist(account);
			return Objects.requireNonNull(account.getId());
		}

		/**
		 * Stop the application.
		 */
		@TearDown
		public void stop() {
			this.application.close();
		}

	}

}
