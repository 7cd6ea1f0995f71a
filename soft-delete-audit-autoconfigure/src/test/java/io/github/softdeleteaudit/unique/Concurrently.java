package io.github.softdeleteaudit.unique;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs work on several threads at once.
 */
final class Concurrently {

	private Concurrently() {
	}

	/**
	 * Run each piece of work on a thread of its own.
	 * @param work the work
	 * @return what it failed with
	 */
	static List<Throwable> run(Supplier<?>... work) throws Exception {
		CyclicBarrier start = new CyclicBarrier(work.length);
		ExecutorService threads = Executors.newFixedThreadPool(work.length);
		try {
			List<Future<Object>> futures = new ArrayList<>();
			for (Supplier<?> each : work) {
				Callable<Object> call = () -> {
					start.await(30, TimeUnit.SECONDS);
					return each.get();
				};
				futures.add(threads.submit(call));
			}
			List<Throwable> failures = new ArrayList<>();
			for (Future<Object> future : futures) {
				try {
					future.get(60, TimeUnit.SECONDS);
				}
				catch (ExecutionException ex) {
					failures.add(ex.getCause());
				}
			}
			return failures;
		}
		finally {
			threads.shutdownNow();
		}
	}

}
