package io.github.softdeleteaudit.shapes.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.PersistenceException;
import org.junit.jupiter.api.AfterAll;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Transactions that overlap.
 */
abstract class RaceContract extends BulkContract {

	private final ExecutorService threads = Executors.newFixedThreadPool(3);

	RaceContract(TestDatabase database) {
		super(database);
	}

	@AfterAll
	void stopThreads() {
		this.threads.shutdownNow();
	}

	/**
	 * Do two things in transactions of their own: the second begins when the first has
	 * done its work and waits with its commit.
	 */
	final void race(Runnable first, Runnable second) throws Exception {
		CountDownLatch done = new CountDownLatch(1);
		CountDownLatch commit = new CountDownLatch(1);
		Future<Boolean> one = this.threads.submit(() -> succeeds(() -> {
			try {
				first.run();
				em().flush();
			}
			finally {
				done.countDown();
			}
			await(commit);
		}));
		await(done);
		this.application.clock().tick();
		Future<Boolean> other = this.threads.submit(() -> succeeds(second));
		try {
			other.get(100, TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			// it waits for a lock
		}
		commit.countDown();
		assertThat(List.of(one.get(1, TimeUnit.MINUTES), other.get(1, TimeUnit.MINUTES))).contains(true);
	}

	// fails as stale, or for a deadlock
	private boolean succeeds(Runnable work) {
		try {
			tx(work);
			return true;
		}
		catch (DataAccessException | PersistenceException ex) {
			return false;
		}
	}

	/**
	 * Do things in transactions of their own that begin at one instant: of two that
	 * overlap, the stamps may be made in another order than the rows are written.
	 */
	final void atOnce(List<Runnable> works) throws ExecutionException, InterruptedException {
		List<Future<Boolean>> running = new ArrayList<>();
		works.forEach((work) -> running.add(this.threads.submit(() -> succeeds(work))));
		for (Future<Boolean> each : running) {
			each.get();
		}
	}

	final void assertStamped(String table) {
		assertThat(
				count("select count(*) from %s where (deleted_at is null) <> (deletion_id is null)".formatted(table)))
			.isZero();
		assertThat(count(
				"select count(*) from (select deletion_id from %s where deletion_id is not null group by deletion_id having count(distinct deleted_at) > 1) d"
					.formatted(table)))
			.isZero();
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
