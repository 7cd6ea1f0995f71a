package io.github.softdeleteaudit.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.github.softdeleteaudit.benchmarks.marked.MarkedApplication;
import io.github.softdeleteaudit.benchmarks.plain.PlainApplication;
import org.jspecify.annotations.Nullable;
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
 * What a read of live rows costs: the same entities plain and soft-deletable. One in
 * twenty rows is marked as deleted in both.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class ReadBenchmark {

	/**
	 * Find an entity by its id, in a transaction of its own.
	 */
	@Benchmark
	public Object findById(Data data) {
		return data.customers.findById(data.next().id()).orElseThrow();
	}

	/**
	 * Find an entity by a derived query.
	 */
	@Benchmark
	public Object derivedQuery(Data data) {
		return data.customers.findByCode(data.next().code()).orElseThrow();
	}

	/**
	 * Find an entity with its three children by a fetch join.
	 */
	@Benchmark
	public Object fetchJoin(Data data) {
		return data.customers.fetchById(data.next().id()).orElseThrow();
	}

	/**
	 * A running application with a thousand customers.
	 */
	@State(Scope.Benchmark)
	public static class Data {

		private static final int ROWS = 1000;

		@Param({ "plain", "starter" })
		public String mapping = "";

		private final List<Row> liveRows = new ArrayList<>();

		private @Nullable BenchmarkApplication application;

		@SuppressWarnings("NullAway.Init")
		private Customers<?> customers;

		private int position;

		/**
		 * Start the application.
		 */
		@Setup
		public void start() {
			boolean plain = this.mapping.equals("plain");
			this.application = plain ? BenchmarkApplication.startWithoutStarter(PlainApplication.class)
					: BenchmarkApplication.start(MarkedApplication.class);
			if (plain) {
				var repository = this.application
					.bean(io.github.softdeleteaudit.benchmarks.plain.CustomerRepository.class);
				for (int i = 0; i < ROWS; i++) {
					add(repository.save(new io.github.softdeleteaudit.benchmarks.plain.Customer("c" + i, 3)).getId(),
							"c" + i);
				}
				this.customers = repository;
			}
			else {
				var repository = this.application
					.bean(io.github.softdeleteaudit.benchmarks.marked.CustomerRepository.class);
				for (int i = 0; i < ROWS; i++) {
					add(repository.save(new io.github.softdeleteaudit.benchmarks.marked.Customer("c" + i, 3)).getId(),
							"c" + i);
				}
				this.customers = repository;
			}
			this.application.bean(JdbcTemplate.class)
				.update("update customer set deleted_at = current_timestamp where mod(id, 20) = 0");
			this.liveRows.removeIf((row) -> row.id() % 20 == 0);
		}

		private void add(@Nullable Long id, String code) {
			this.liveRows.add(new Row(Objects.requireNonNull(id), code));
		}

		/**
		 * Stop the application.
		 */
		@TearDown
		public void stop() {
			Objects.requireNonNull(this.application).close();
		}

		// a prime apart, so that neighbours are not read one after the other
		Row next() {
			this.position = (this.position + 7919) % this.liveRows.size();
			return this.liveRows.get(this.position);
		}

		record Row(Long id, String code) {
		}

	}

}
