package io.github.softdeleteaudit.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.softdeleteaudit.benchmarks.Alternative.Operation;
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

/**
 * What it costs to delete or restore all rows of an audited entity in one transaction.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(1)
public class BulkBenchmark {

	/**
	 * Delete all rows.
	 */
	@Benchmark
	public void delete(Deleted data) {
		data.another();
		data.shop.deleteAll();
	}

	/**
	 * Restore all rows, which one transaction has deleted.
	 */
	@Benchmark
	public void restore(Restored data) {
		data.another();
		data.shop.restoreAll();
	}

	/**
	 * A running application, with fresh rows for each measurement.
	 */
	public abstract static class Data extends Subject {

		@Param({ "1000", "10000", "100000" })
		public int rows;

		/**
		 * Start the application.
		 */
		@Setup
		public void start() {
			run();
		}

		/**
		 * Make the rows, on empty tables.
		 */
		@Setup(Level.Iteration)
		public void fill() {
			clear();
			fill(this.rows, 1);
			// what makes them reads them too
			this.database.settle(this.jdbc);
			make();
			this.database.settle(this.jdbc);
			prepare(List.of());
		}

		void make() {
		}

	}

	/**
	 * Live rows.
	 */
	@State(Scope.Benchmark)
	public static class Deleted extends Data {

		@Param({ "PLAIN", "JDBC", "STARTER", "HANDWRITTEN", "BATCHED", "SOFT_DELETE", "CORE_AUDITED", "JAVERS" })
		public Alternative alternative = Alternative.STARTER;

		@Override
		Alternative alternative() {
			return this.alternative;
		}

		/**
		 * See that it was done.
		 */
		@TearDown(Level.Iteration)
		public void check() {
			check(Operation.DELETE, this.rows);
		}

	}

	/**
	 * Deleted rows.
	 */
	@State(Scope.Benchmark)
	public static class Restored extends Data {

		@Param({ "JDBC", "STARTER", "HANDWRITTEN", "JAVERS" })
		public Alternative alternative = Alternative.STARTER;

		@Override
		Alternative alternative() {
			return this.alternative;
		}

		@Override
		void make() {
			this.shop.deleteAll();
		}

		/**
		 * See that it was done.
		 */
		@TearDown(Level.Iteration)
		public void check() {
			check(Operation.RESTORE, this.rows);
		}

	}

}
