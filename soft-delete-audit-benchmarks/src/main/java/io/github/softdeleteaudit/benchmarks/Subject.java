package io.github.softdeleteaudit.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.softdeleteaudit.benchmarks.Alternative.Audit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What is measured: the operations of an alternative on a database of its own. After a
 * measurement the tables tell whether it did what was measured.
 */
@State(Scope.Benchmark)
public abstract class Subject {

	@Param
	public Database database = Database.H2;

	@SuppressWarnings("NullAway.Init")
	Shop shop;

	@SuppressWarnings("NullAway.Init")
	JdbcTemplate jdbc;

	@SuppressWarnings("NullAway.Init")
	private ConfigurableApplicationContext application;

	private final Queue<Long> ids = new ConcurrentLinkedQueue<>();

	private final AtomicInteger operations = new AtomicInteger();

	@SuppressWarnings("NullAway.Init")
	private Counts before;

	/**
	 * The alternative, which each benchmark selects from its own.
	 */
	abstract Alternative alternative();

	/**
	 * Start the application.
	 */
	void run() {
		String name = alternative().name().toLowerCase(Locale.ROOT);
		this.application = BenchmarkApplication.running(alternative(), this.database, name);
		this.shop = this.application.getBean(Shop.class);
		this.jdbc = this.database.jdbc(name);
		Cores.useAsked();
	}

	ConfigurableApplicationContext application() {
		return this.application;
	}

	/**
	 * Remove all purchases and their audit.
	 */
	void clear() {
		List<String> tables = switch (alternative().audit) {
			case NONE -> List.of("purchase", "customer");
			case ENVERS, STARTER -> List.of("purchase_aud", "customer_aud", "purchase", "customer", "revinfo");
			case JAVERS ->
				List.of("jv_snapshot", "jv_commit_property", "jv_commit", "jv_global_id", "purchase", "customer");
		};
		this.database.truncate(this.jdbc, tables.toArray(String[]::new));
	}

	/**
	 * Fill the tables.
	 * @return the id of the first purchase
	 */
	long fill(int purchases, int revisions) {
		return TestData.purchases(this.database, alternative().audit, this.jdbc, purchases, revisions);
	}

	/**
	 * What the next measurement works on.
	 */
	void prepare(Iterable<Long> ids) {
		this.ids.clear();
		ids.forEach(this.ids::add);
		this.operations.set(0);
		this.before = count();
	}

	/**
	 * The next one to work on, each only once.
	 */
	long next() {
		this.operations.incrementAndGet();
		return Objects.requireNonNull(this.ids.poll(), "All have been used");
	}

	/**
	 * Work on something that has no id yet, or on all.
	 */
	void another() {
		this.operations.incrementAndGet();
	}

	/**
	 * Compare the tables with what should have been done.
	 * @param operation what was done, as often as there were calls of {@link #next()}
	 * @param rows how many rows each call has changed
	 */
	void check(Alternative.Operation operation, int rows) {
		long changed = (long) this.operations.get() * rows;
		int audited = this.operations.get() * alternative().auditRows(operation, rows);
		boolean soft = alternative().deletesSoftly();
		boolean identified = alternative().audit == Audit.STARTER;
		Counts difference = switch (operation) {
			case CREATE -> new Counts(changed, changed, 0, 0, audited);
			case UPDATE -> new Counts(0, 0, changed, 0, audited);
			case DELETE, CASCADE -> new Counts(-changed, soft ? 0 : -changed, 0, identified ? changed : 0, audited);
			case RESTORE -> new Counts(changed, 0, 0, identified ? -changed : 0, audited);
		};
		Counts expected = this.before.plus(difference);
		Counts actual = count();
		if (changed == 0 || !actual.equals(expected)) {
			throw new IllegalStateException("%s of %s on %s: expected %s, but was %s".formatted(operation,
					alternative(), this.database, expected, actual));
		}
	}

	private Counts count() {
		Counts audited = new Counts(0, 0, 0, 0,
				alternative().audit.tables()
					.stream()
					.mapToLong((table) -> Objects
						.requireNonNull(this.jdbc.queryForObject("select count(*) from " + table, Long.class)))
					.sum());
		return audited.plus(count("customer", "null"))
			.plus(count("purchase", "case when title = 'changed' then 1 end"));
	}

	// in one pass
	private Counts count(String table, String changed) {
		String deletion = (alternative().audit == Audit.STARTER) ? "deletion_id" : "null";
		return Objects.requireNonNull(this.jdbc.queryForObject(
				"select count(*), count(deleted_at), count(%s), count(%s) from %s".formatted(changed, deletion, table),
				(rs, row) -> new Counts(rs.getLong(1) - rs.getLong(2), rs.getLong(1), rs.getLong(3), rs.getLong(4),
						0)));
	}

	private record Counts(long live, long all, long changed, long deletions, long audited) {

		Counts plus(Counts other) {
			return new Counts(this.live + other.live, this.all + other.all, this.changed + other.changed,
					this.deletions + other.deletions, this.audited + other.audited);
		}

	}

}
