package io.github.softdeleteaudit.benchmarks;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

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
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What it costs to read live rows from a table in which a part of the rows is deleted.
 * All alternatives read the same tables.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 12, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(1)
public class ReadBenchmark {

	static final int PAGE = 20;

	// as many of large tables, whatever the share of deleted rows
	private static final int IDS = 5000;

	/**
	 * Find an entity by its id.
	 */
	@Benchmark
	public boolean findById(Data data) {
		return data.shop.findById(data.nextId());
	}

	/**
	 * The first page of a derived query.
	 */
	@Benchmark
	public int page(Data data) {
		return data.shop.findPage(data.nextRegion(), PAGE);
	}

	/**
	 * Find an entity with its three children by a fetch join.
	 */
	@Benchmark
	public int fetchJoin(Data data) {
		return data.shop.fetchPurchases(data.nextParentId());
	}

	/**
	 * Count all entities.
	 */
	@Benchmark
	@Warmup(iterations = 3, time = 1)
	public long count(Data data) {
		return data.shop.count();
	}

	/**
	 * A running application, and customers.
	 */
	@State(Scope.Benchmark)
	public static class Data {

		@Param
		public Database database = Database.H2;

		// the others leave reads as they are: Hibernate's audit those of the plain
		// entity,
		// JaVers and batches those by hand
		@Param({ "PLAIN", "JDBC", "STARTER", "HANDWRITTEN", "SOFT_DELETE", "FILTER" })
		public Alternative alternative = Alternative.STARTER;

		@Param("1000000")
		public int rows;

		@Param({ "5", "50", "95" })
		public int deletedPercent;

		private final AtomicInteger position = new AtomicInteger();

		private long[] ids = {};

		private long[] parentIds = {};

		@SuppressWarnings("NullAway.Init")
		private Shop shop;

		/**
		 * Start the application, and see that it reads what it should.
		 */
		@Setup
		public void start() {
			String name = "read_%d_%d".formatted(this.rows, this.deletedPercent);
			if (!this.database.hasTables(name)) {
				this.database.create(name);
				TestData.customers(this.database, this.database.jdbc(name), this.rows, this.deletedPercent);
			}
			JdbcTemplate jdbc = this.database.jdbc(name);
			this.shop = BenchmarkApplication.reading(this.alternative, this.database, name).getBean(Shop.class);
			this.ids = live().limit(IDS).toArray();
			this.parentIds = live().filter((id) -> id % 7 == 0).limit(IDS).toArray();
			long live = count(jdbc, "deleted_at is null");
			require(live == live().count() && live == this.shop.count(), "count");
			require(this.shop.findById(nextId()), "find a live customer");
			require(this.alternative == Alternative.PLAIN || !this.shop.findById(100), "find no deleted customer");
			require(this.shop.findPage("r0", PAGE) == Math.min(PAGE,
					count(jdbc, "region = 'r0' and deleted_at is null")), "find a page");
			require(this.shop.fetchPurchases(nextParentId()) == TestData.PURCHASES, "find the purchases");
			Cores.useAsked();
		}

		private static long count(JdbcTemplate jdbc, String where) {
			return Objects
				.requireNonNull(jdbc.queryForObject("select count(*) from customer where " + where, Long.class));
		}

		private LongStream live() {
			// as in the statement that fills the table; a prime apart, so that neighbours
			// are
			// not read one after the other
			return LongStream.range(0, this.rows)
				.map((i) -> 1 + i * 7919 % this.rows)
				.filter((id) -> id * 37 % 100 >= this.deletedPercent);
		}

		private static void require(boolean done, String what) {
			if (!done) {
				throw new IllegalStateException("It did not " + what);
			}
		}

		long nextId() {
			return this.ids[position(this.ids.length)];
		}

		long nextParentId() {
			return this.parentIds[position(this.parentIds.length)];
		}

		String nextRegion() {
			return "r" + position(TestData.regions(this.rows));
		}

		private int position(int length) {
			return Math.floorMod(this.position.getAndIncrement(), length);
		}

	}

}
