package io.github.softdeleteaudit.repository;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.github.softdeleteaudit.model.ModelContract;
import io.github.softdeleteaudit.repository.ChunkedRun.Operation;
import io.github.softdeleteaudit.test.AuditConsistency;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.github.softdeleteaudit.repository.ChunkedRun.CHUNK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Contract: when a run in chunks, each in a transaction of its own, is killed in the
 * middle of one, each chunk is done as a whole, with its audit rows, or not at all, and
 * the same call does the rest.
 */
abstract class KilledRunContract extends ModelContract {

	private static final int CHUNKS = 10;

	private static final int WATCHED = 3;

	private Tables before;

	KilledRunContract(TestDatabase database) {
		super(database);
	}

	/**
	 * How many transactions there are in the database, but for that which asks.
	 */
	abstract String transactionsQuery();

	/**
	 * Let a connection that inserts a row into a table wait there.
	 */
	abstract void stopInserts(String table, String condition);

	/**
	 * Kill the connection that waits.
	 * @return whether there was one
	 */
	abstract boolean killStopped();

	abstract void allowInserts(String table);

	// what the other process does comes later
	@BeforeEach
	void createCustomers() {
		this.application.clock().set(Instant.now());
		inTransaction(() -> {
			for (int i = 0; i < CHUNKS * CHUNK; i++) {
				customerWithAll("killed " + i);
			}
		});
		this.before = contents();
	}

	@AfterEach
	void clear() {
		List<String> tables = new ArrayList<>(
				List.of("line", "purchase", "customer_tags", "customer_phones", "customer_notes", "customer", "tag"));
		tables.forEach((table) -> {
			this.application.jdbc().update("delete from " + table + "_aud");
			this.application.jdbc().update("delete from " + table);
		});
		this.application.jdbc().update("delete from revinfo");
	}

	@ParameterizedTest
	@EnumSource
	void aKilledProcessLeavesAllOfAChunkOrNothing(Operation operation) throws Exception {
		prepare(operation);
		killAfter(operation, WATCHED);
		await(() -> count(transactionsQuery()) == 0);
		int done = assertWholeChunks(operation);
		assertThat(done).isBetween(WATCHED, CHUNKS - 1);
		finish(operation, done);
	}

	@ParameterizedTest
	@EnumSource
	void aKilledConnectionLeavesAllOfAChunkOrNothing(Operation operation) throws Exception {
		prepare(operation);
		Long last = ids().get(WATCHED * CHUNK - 1);
		int type = (operation == Operation.DELETE) ? 2 : 0;
		ExecutorService killer = Executors.newSingleThreadExecutor();
		stopInserts("customer_aud", "new.id = %d and new.revtype = %d".formatted(last, type));
		List<Long> progress = new ArrayList<>();
		try {
			Future<?> killed = killer.submit(() -> await(this::killStopped));
			assertThatException()
				.isThrownBy(() -> operation.run(this.customers, ChunkedRun.chunks().onProgress(progress::add)));
			killed.get(1, TimeUnit.MINUTES);
		}
		finally {
			killer.shutdownNow();
			allowInserts("customer_aud");
		}
		assertThat(progress).containsExactly((long) CHUNK, 2L * CHUNK);
		assertThat(assertWholeChunks(operation)).isEqualTo(2);
		finish(operation, 2);
	}

	private void prepare(Operation operation) {
		if (operation == Operation.RESTORE) {
			Operation.DELETE.run(this.customers, ChunkedRun.chunks());
			assertThat(assertWholeChunks(Operation.DELETE)).isEqualTo(CHUNKS);
		}
	}

	private void finish(Operation operation, int done) {
		this.application.clock().set(Instant.now());
		assertThat(operation.run(this.customers, ChunkedRun.chunks())).isEqualTo((CHUNKS - done) * CHUNK);
		assertThat(assertWholeChunks(operation)).isEqualTo(CHUNKS);
		AuditConsistency.check(this.application.bean(EntityManagerFactory.class));
		if (operation == Operation.RESTORE) {
			assertThat(contents()).isEqualTo(this.before);
		}
		assertThat(operation.run(this.customers, ChunkedRun.chunks())).isZero();
	}

	/**
	 * Start another process and kill it at some moment while it is at the next chunk.
	 */
	private void killAfter(Operation operation, int chunks) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), ChunkedRun.class.getName(), operation.name()));
		command.addAll(List.of(this.application.database().toProperties()));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		try (BufferedReader output = process.inputReader()) {
			List<String> lines = new ArrayList<>();
			long previous = 0;
			for (int chunk = 1; chunk <= chunks; chunk++) {
				previous = System.nanoTime();
				String expected = ChunkedRun.PROGRESS + chunk * CHUNK;
				String line;
				do {
					line = output.readLine();
					lines.add(line);
					assertThat(line).as("output: %s", lines).isNotNull();
				}
				while (!line.equals(expected));
			}
			TimeUnit.NANOSECONDS.sleep(ThreadLocalRandom.current().nextLong(System.nanoTime() - previous));
		}
		finally {
			process.destroyForcibly();
		}
		assertThat(process.waitFor()).isNotZero();
	}

	/**
	 * Assert, by plain JDBC, that each chunk is as it was or as it shall be.
	 * @return how many are as they shall be
	 */
	private int assertWholeChunks(Operation operation) {
		int done = 0;
		List<Long> ids = ids();
		for (int from = 0; from < ids.size(); from += CHUNK) {
			String chunk = "c.id between %d and %d".formatted(ids.get(from), ids.get(from + CHUNK - 1));
			String rows = """
					(select c.deleted_at, c.deletion_id from customer c where %1$s
					union all select p.deleted_at, p.deletion_id from purchase p
						join customer c on c.id = p.customer_id where %1$s
					union all select l.gone_since, l.deletion from line l
						join purchase p on p.id = l.purchase_id join customer c on c.id = p.customer_id where %1$s) r
					""".formatted(chunk);
			long all = count("select count(*) from " + rows);
			assertThat(all).isEqualTo(CHUNK * 7);
			long live = count("select count(*) from " + rows + " where deleted_at is null and deletion_id is null");
			assertThat(live).as("live of " + chunk).isIn(0L, all);
			assertThat(count("select count(distinct deletion_id) from " + rows)).isEqualTo((live == 0) ? 1 : 0);
			boolean isDone = (live == 0) == (operation == Operation.DELETE);
			// each row has been created, deleted and restored by one revision
			boolean isRestored = isDone && operation == Operation.RESTORE;
			boolean isDeleted = isDone || operation == Operation.RESTORE;
			assertAudited(chunk, 0, isRestored ? 2 : 1);
			assertAudited(chunk, 1, 0);
			assertAudited(chunk, 2, isDeleted ? 1 : 0);
			if (isDone) {
				done++;
			}
		}
		assertThat(count("select count(*) from revinfo r where r.rev not in (select rev from customer_aud)")).isZero();
		assertThat(count("select count(distinct deletion_id) from customer"))
			.isEqualTo((operation == Operation.DELETE) ? done : CHUNKS - done);
		return done;
	}

	private void assertAudited(String chunk, int type, int times) {
		String audited = """
				(select a.rev from customer_aud a join customer c on c.id = a.id where a.revtype = %1$d and %2$s
				union all select a.rev from purchase_aud a join purchase p on p.id = a.id
					join customer c on c.id = p.customer_id where a.revtype = %1$d and %2$s
				union all select a.rev from line_aud a join line l on l.id = a.id
					join purchase p on p.id = l.purchase_id
					join customer c on c.id = p.customer_id where a.revtype = %1$d and %2$s) r
				""".formatted(type, chunk);
		assertThat(this.application.jdbc()
			.queryForList("select count(*) from " + audited + " group by rev", Integer.class)).as(chunk)
			.hasSize(times)
			.allMatch((rows) -> rows == CHUNK * 7);
	}

	private List<Long> ids() {
		return this.application.jdbc().queryForList("select id from customer order by id", Long.class);
	}

	private Tables contents() {
		return this.application.contents();
	}

	long count(String sql) {
		return this.application.jdbc().queryForObject(sql, Long.class);
	}

	private static void await(BooleanSupplier condition) {
		try {
			for (long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1); !condition.getAsBoolean();) {
				assertThat(System.nanoTime()).isLessThan(end);
				Thread.sleep(20);
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
