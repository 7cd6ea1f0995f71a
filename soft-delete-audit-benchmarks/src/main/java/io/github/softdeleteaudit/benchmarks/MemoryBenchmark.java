package io.github.softdeleteaudit.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * What a session holds in memory that has read many entities: a figure in kilobytes
 * beside the time.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(1)
public class MemoryBenchmark {

	/**
	 * Open sessions and read entities in each.
	 */
	@Benchmark
	public void sessions(Data data, Memory memory) {
		long before = used();
		data.open();
		memory.kilobytesPerSession = (used() - before) / 1024.0 / Data.SESSIONS;
	}

	private static long used() {
		System.gc();
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	/**
	 * The figure.
	 */
	@State(Scope.Thread)
	@AuxCounters(AuxCounters.Type.EVENTS)
	public static class Memory {

		/** What one session holds. */
		public double kilobytesPerSession;

	}

	/**
	 * A running application, and entities.
	 */
	@State(Scope.Benchmark)
	public static class Data extends Subject {

		private static final int SESSIONS = 10;

		@Param({ "PLAIN", "STARTER", "HANDWRITTEN", "SOFT_DELETE", "FILTER", "CORE_AUDITED", "JAVERS" })
		public Alternative alternative = Alternative.STARTER;

		@Param("1000")
		public int entities;

		private final List<EntityManager> open = new ArrayList<>();

		private final List<Object> read = new ArrayList<>();

		@Override
		Alternative alternative() {
			return this.alternative;
		}

		/**
		 * Start the application, and fill the tables.
		 */
		@Setup
		public void start() {
			run();
			clear();
			fill(this.entities, 1);
		}

		void open() {
			EntityManagerFactory factory = application().getBean(EntityManagerFactory.class);
			IntStream.range(0, SESSIONS).forEach((i) -> {
				EntityManager entityManager = factory.createEntityManager();
				this.open.add(entityManager);
				this.read.add(entityManager.createQuery("select p from Purchase p").getResultList());
			});
		}

		/**
		 * See that all was read, and close the sessions.
		 */
		@TearDown(Level.Iteration)
		public void close() {
			this.read.forEach((entities) -> {
				if (((List<?>) entities).size() != this.entities) {
					throw new IllegalStateException("Not all has been read");
				}
			});
			this.read.clear();
			this.open.forEach(EntityManager::close);
			this.open.clear();
		}

	}

}
