package io.github.softdeleteaudit.benchmarks;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Rows, made by a few statements however many they are, and the same for all
 * alternatives.
 */
final class TestData {

	/** When the first revision was made; the others follow by the second. */
	static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private static final int ROWS_OF_REGION = 1003;

	static final int PURCHASES = 3;

	// room for ids that an application has reserved
	private static final int GAP = 1000;

	private TestData() {
	}

	/**
	 * Make the tables that are only read and fill them: a part of the customers is
	 * deleted, each with its purchases. Neither their region nor whether they have
	 * purchases depends on it.
	 */
	static void customers(Database database, JdbcTemplate jdbc, int rows, int deletedPercent) {
		String columns = "deleted_at timestamp(6) with time zone, deleted_by varchar(255), deletion_id uuid";
		String deletion = "case when %s then timestamp with time zone '2026-01-01 00:00:00+00' end";
		jdbc.execute("create table customer (id bigint not null primary key, version bigint not null,"
				+ " region varchar(255), %s)".formatted(columns));
		jdbc.execute("create table purchase (id bigint not null primary key, version bigint not null,"
				+ " title varchar(255), customer_id bigint references customer, %s)".formatted(columns));
		jdbc.update("insert into customer (id, version, region, deleted_at) select i, 0, 'r' || mod(i, %d), %s from %s"
			.formatted(regions(rows), deletion.formatted("mod(i * 37, 100) < " + deletedPercent),
					database.series(rows)));
		jdbc.update(("insert into purchase (id, version, title, customer_id, deleted_at)"
				+ " select c.id * %1$d + i, 0, 'title ' || i, c.id, c.deleted_at from customer c, %2$s"
				+ " where mod(c.id, 7) = 0")
			.formatted(PURCHASES, database.series(PURCHASES)));
		jdbc.execute("create index customer_region_idx on customer (region, id)");
		jdbc.execute("create index purchase_customer_idx on purchase (customer_id)");
		database.settle(jdbc);
	}

	/**
	 * How many regions there are, each with as many customers. It is no multiple of what
	 * the deleted ones are told by.
	 */
	static int regions(int rows) {
		return Math.max(1, rows / ROWS_OF_REGION);
	}

	/**
	 * Make live purchases with a history. Their revisions take turns.
	 * @param purchases how many
	 * @param revisions how many revisions each has
	 * @return the id of the first one; the others follow
	 */
	static long purchases(Database database, Alternative.Audit audit, JdbcTemplate jdbc, int purchases, int revisions) {
		long id = next(jdbc, "purchase", "id");
		int total = purchases * revisions;
		String all = database.series(total);
		String own = "%d + mod(i - 1, %d)".formatted(id, purchases);
		jdbc.update("insert into purchase (id, version, title) select %s, %d, 'title ' || i from %s where i > %d"
			.formatted(own, revisions - 1, all, total - purchases));
		restart(jdbc, "purchase", "id", id + purchases);
		switch (audit) {
			case ENVERS, STARTER -> {
				long revision = next(jdbc, "revinfo", "rev");
				jdbc.update((audit == Alternative.Audit.ENVERS)
						? "insert into revinfo (rev, revtstmp) select %d + i, %d + i * 1000 from %s".formatted(revision,
								START.toEpochMilli(), all)
						: "insert into revinfo (rev, revtstmp, actor) select %d + i, timestamp with time zone '%s' + i * interval '1' second, 'somebody' from %s"
							.formatted(revision, START.toString().replace("T", " ").replace("Z", "+00"), all));
				jdbc.update(
						"insert into purchase_aud (id, rev, revtype, title) select %s, %d + i, case when i <= %d then 0 else 1 end, 'title ' || i from %s"
							.formatted(own, revision, purchases, all));
				restart(jdbc, "revinfo", "rev", revision + total);
			}
			case JAVERS -> javers(database, jdbc, id, purchases, total);
			case NONE -> {
			}
		}
		return id;
	}

	/**
	 * The title that a purchase had.
	 * @param position which of the purchases, from 0
	 * @param purchases how many there are
	 * @param seconds how long after the start
	 */
	static String titleAfter(long position, int purchases, long seconds) {
		return "title " + (seconds - Math.floorMod(seconds - 1 - position, purchases));
	}

	// below what JaVers counts up from; its times are local
	private static void javers(Database database, JdbcTemplate jdbc, long id, int purchases, int total) {
		String type = "io.github.softdeleteaudit.benchmarks.javers.Purchase";
		long globalId = lowest(jdbc, "jv_global_id", "global_id_pk") - purchases;
		long commit = lowest(jdbc, "jv_commit", "commit_pk") - total - 1;
		long snapshot = lowest(jdbc, "jv_snapshot", "snapshot_pk") - total - 1;
		jdbc.update(
				"insert into jv_global_id (global_id_pk, local_id, type_name) select %d + i - 1, cast(%d + i - 1 as varchar), '%s' from %s"
					.formatted(globalId, id, type, database.series(purchases)));
		jdbc.update(
				"insert into jv_commit (commit_pk, author, commit_date, commit_date_instant, commit_id) select %1$d + i, 'somebody', timestamp '%5$s' + i * interval '1' second, '%2$s', %3$d + i from %4$s"
					.formatted(commit, START, 1_000_000_000L + commit, database.series(total),
							Timestamp.valueOf(LocalDateTime.ofInstant(START, ZoneId.systemDefault()))));
		String state = "'{ \"id\": ' || (%d + mod(i - 1, %d)) || ', \"title\": \"title ' || i || '\" }'".formatted(id,
				purchases);
		jdbc.update(
				"insert into jv_snapshot (snapshot_pk, type, version, state, changed_properties, managed_type, global_id_fk, commit_fk) select %d + i, case when i <= %d then 'INITIAL' else 'UPDATE' end, 1 + (i - 1) / %d, %s, '[\"title\"]', '%s', %d + mod(i - 1, %d), %d + i from %s"
					.formatted(snapshot, purchases, purchases, state, type, globalId, purchases, commit,
							database.series(total)));
	}

	private static long lowest(JdbcTemplate jdbc, String table, String column) {
		return Objects.requireNonNull(jdbc
			.queryForObject("select coalesce(min(%s), 0) from %s where %1$s < 0".formatted(column, table), Long.class));
	}

	private static long next(JdbcTemplate jdbc, String table, String column) {
		return Objects.requireNonNull(jdbc
			.queryForObject("select coalesce(max(%s), 0) + %d from %s".formatted(column, GAP, table), Long.class));
	}

	private static void restart(JdbcTemplate jdbc, String table, String column, long from) {
		List<?> sequence = jdbc
			.queryForList("select 1 from information_schema.sequences where lower(sequence_name) = ?", table + "_seq");
		jdbc.execute((sequence.isEmpty() ? "alter table %1$s alter column %2$s restart with %3$d"
				: "alter sequence %1$s_seq restart with %3$d")
			.formatted(table, column, from + GAP));
	}

}
