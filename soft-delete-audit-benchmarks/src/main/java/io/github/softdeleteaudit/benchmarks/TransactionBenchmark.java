package io.github.softdeleteaudit.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

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
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What it costs to change one entity, and one with its children, in a transaction of its
 * own. A measurement is the time of a batch of such transactions, each for another
 * entity.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 100, batchSize = TransactionBenchmark.BATCH)
@Measurement(iterations = 15, batchSize = TransactionBenchmark.BATCH)
@Fork(1)
public class TransactionBenchmark {

	static final int BATCH = 1000;

	static final int TREES = 40;

	static final int CHILDREN = 50;

	/**
	 * Create an entity.
	 */
	@Benchmark
	public long create(Created data) {
		data.another();
		return data.shop.create("title");
	}

	/**
	 * Load an entity and change it.
	 */
	@Benchmark
	public void update(Updated data) {
		data.shop.update(data.next(), "changed");
	}

	/**
	 * Load an entity and delete it.
	 */
	@Benchmark
	public void delete(Deleted data) {
		data.shop.delete(data.next());
	}

	/**
	 * Restore an entity.
	 */
	@Benchmark
	public void restore(Restored data) {
		data.shop.restore(data.next());
	}

	/**
	 * Load an entity and delete it with its fifty children.
	 */
	@Benchmark
	@Warmup(iterations = 60, batchSize = TREES)
	@Measurement(iterations = 20, batchSize = TREES)
	public void cascade(Cascaded data) {
		data.shop.deleteCustomer(data.next());
	}

	/**
	 * A running application, with fresh entities for each batch.
	 */
	public abstract static class Data extends Subject {

		@Param({ "PLAIN", "JDBC", "STARTER", "HANDWRITTEN", "SOFT_DELETE", "FILTER", "CORE_AUDITED", "JAVERS" })
		public Alternative alternative = Alternative.STARTER;

		/**
		 * How many others there are, with an audit row each: the database does not look
		 * into the indexes of tables that are almost empty.
		 */
		@Param("10000")
		public int rows;

		private final Operation operation;

		Data(Operation operation) {
			this.operation = operation;
		}

		@Override
		Alternative alternative() {
			return this.alternative;
		}

		/**
		 * Start the application.
		 */
		@Setup
		public void start() {
			run();
			clear();
			if (this.rows > 0) {
				fill(this.rows, 1);
			}
			this.database.settle(this.jdbc);
		}

		/**
		 * Make what is going to be changed.
		 */
		@Setup(Level.Iteration)
		public void fill(BenchmarkParams parameters) {
			prepare(make(parameters.getThreads() * parameters.getMeasurement().getBatchSize()));
		}

		List<Long> make(int count) {
			long first = fill(count, 1);
			return LongStream.range(first, first + count).boxed().toList();
		}

		/**
		 * See that it was done.
		 */
		@TearDown(Level.Iteration)
		public void check() {
			check(this.operation, (this.operation == Operation.CASCADE) ? 1 + CHILDREN : 1);
		}

	}

	/**
	 * Nothing to begin with.
	 */
	@State(Scope.Benchmark)
	public static class Created extends Data {

		public Created() {
			super(Operation.CREATE);
		}

		@Override
		List<Long> make(int count) {
			return List.of();
		}

	}

	/**
	 * Live entities.
	 */
	@State(Scope.Benchmark)
	public static class Updated extends Data {

		public Updated() {
			super(Operation.UPDATE);
		}

	}

	/**
	 * Live entities.
	 */
	@State(Scope.Benchmark)
	public static class Deleted extends Data {

		public Deleted() {
			super(Operation.DELETE);
		}

	}

	/**
	 * Live parents with children.
	 */
	@State(Scope.Benchmark)
	public static class Cascaded extends Data {

		@Param({ "PLAIN", "JDBC", "STARTER", "HANDWRITTEN", "BATCHED", "SOFT_DELETE", "FILTER", "CORE_AUDITED",
				"JAVERS" })
		public Alternative alternative = Alternative.STARTER;

		public Cascaded() {
			super(Operation.CASCADE);
		}

		@Override
		Alternative alternative() {
			return this.alternative;
		}

		@Override
		List<Long> make(int count) {
			return IntStream.range(0, count).mapToObj((i) -> this.shop.createCustomer(CHILDREN)).toList();
		}

	}

	/**
	 * Deleted entities. Without a soft delete there is nothing to restore.
	 */
	@State(Scope.Benchmark)
	public static class Restored extends Data {

		@Param({ "JDBC", "STARTER", "HANDWRITTEN", "SOFT_DELETE", "FILTER", "JAVERS" })
		public Alternative alternative = Alternative.STARTER;

		public Restored() {
			super(Operation.RESTORE);
		}

		@Override
		Alternative alternative() {
			return this.alternative;
		}

		@Override
		List<Long> make(int count) {
			List<Long> ids = super.make(count);
			ids.forEach(this.shop::delete);
			return ids;
		}

	}

}
