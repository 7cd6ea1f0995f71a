package io.github.softdeleteaudit.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

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

/**
 * What it costs to read the history of one entity among many audit rows. All entities
 * have the same number of revisions, made in turn.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 12, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(1)
public class HistoryBenchmark {

	/**
	 * Read the whole history.
	 */
	@Benchmark
	public int history(Data data) {
		return data.shop.history(data.id(data.nextEntity()));
	}

	/**
	 * Read the entity as it was when half of the revisions were made.
	 */
	@Benchmark
	public String asOf(Data data) {
		return data.titleAsOf(data.nextEntity());
	}

	/**
	 * A running application, and audit rows.
	 */
	@State(Scope.Benchmark)
	public static class Data extends Subject {

		// the other ways to delete have the audit tables of Envers too
		@Param({ "JDBC", "STARTER", "HANDWRITTEN", "CORE_AUDITED", "JAVERS" })
		public Alternative alternative = Alternative.STARTER;

		@Param("1000000")
		public int auditRows;

		@Param({ "10", "1000", "10000" })
		public int revisions;

		private final AtomicInteger position = new AtomicInteger();

		private int entities;

		private long first;

		@Override
		Alternative alternative() {
			return this.alternative;
		}

		/**
		 * Start the application, fill the tables, and see that it reads what it should.
		 */
		@Setup
		public void start() {
			this.entities = Math.max(1, this.auditRows / this.revisions);
			run();
			clear();
			this.first = fill(this.entities, this.revisions);
			this.database.settle(this.jdbc);
			int entity = nextEntity();
			int revisions = this.shop.history(id(entity));
			if (revisions != this.revisions) {
				throw new IllegalStateException("%d revisions of %s".formatted(revisions, this.alternative));
			}
			String expected = TestData.titleAfter(entity, this.entities, seconds());
			String title = titleAsOf(entity);
			if (!title.equals(expected)) {
				throw new IllegalStateException("%s of %s, but it was %s".formatted(title, this.alternative, expected));
			}
		}

		private long seconds() {
			return (long) this.entities * this.revisions / 2;
		}

		// far apart, so that each is another page of the table
		int nextEntity() {
			return (int) (this.position.getAndIncrement() * 7919L % this.entities);
		}

		long id(int entity) {
			return this.first + entity;
		}

		String titleAsOf(int entity) {
			return this.shop.titleAsOf(id(entity), TestData.START.plusSeconds(seconds()));
		}

	}

}
