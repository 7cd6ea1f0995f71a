package io.github.softdeleteaudit.shapes.plan;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import io.github.softdeleteaudit.restore.Deletions;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.plan.PlanModel.ItemRepository;
import io.github.softdeleteaudit.shapes.plan.PlanModel.PlanApplication;
import io.github.softdeleteaudit.shapes.plan.PlanModel.ShelfRepository;
import io.github.softdeleteaudit.shapes.plan.Plans.Executed;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How PostgreSQL finds rows while it believes that none is deleted, as it does from many
 * deletions on until it has looked again: the indexes over deleted rows seem to be empty.
 */
class PostgreSqlOldStatisticsPlanTests extends ShapeContract {

	private static final Pattern INDEX = Pattern.compile("Index(?: Only)? Scan (?:Backward )?(?:using|on) (\\w+)");

	PostgreSqlOldStatisticsPlanTests() {
		super(TestDatabase.POSTGRESQL, PlanApplication.class);
	}

	@BeforeEach
	void makeRowsThatPostgreSqlBelievesToBeLive() {
		JdbcTemplate jdbc = this.application.jdbc();
		jdbc.execute("alter table shelf set (autovacuum_enabled = off)");
		jdbc.execute("alter table item set (autovacuum_enabled = off)");
		jdbc.execute("truncate shelf, item cascade");
		jdbc.execute("insert into shelf (id) select n from generate_series(1, 10000) n");
		jdbc.execute("insert into item (id, version, shelf_id) select n, 0, n from generate_series(1, 10000) n");
		jdbc.execute("vacuum analyze shelf, item");
		for (String table : List.of("shelf", "item")) {
			jdbc.execute("update %s set deleted_at = current_timestamp, deletion_id = gen_random_uuid() where id > 5000"
				.formatted(table));
		}
		bean(Plans.class).clear();
	}

	private UUID delete(String condition) {
		UUID deletion = UUID.randomUUID();
		for (String table : List.of("shelf", "item")) {
			this.application.jdbc()
				.update("update %s set deleted_at = current_timestamp, deletion_id = ? where %s".formatted(table,
						condition), deletion);
		}
		return deletion;
	}

	private void assertNothingIsReadButBy(String... indexes) throws SQLException {
		Plans plans = bean(Plans.class);
		try (Connection connection = this.application.database().open()) {
			assertThat(plans.of("item")).extracting(Executed::sql)
				.anySatisfy((sql) -> assertThat(sql).contains("shelf"))
				.anySatisfy((sql) -> assertThat(sql).startsWith("update item"));
			assertThat(plans.of("item")).allSatisfy((executed) -> {
				String plan = executed.plan(connection) + executed.genericPlan(connection);
				assertThat(INDEX.matcher(plan).results().map((match) -> match.group(1))).as(executed.sql() + plan)
					.isNotEmpty()
					.isSubsetOf(indexes);
				assertThat(plan).doesNotContain("Seq Scan");
			});
		}
	}

	@Test
	void aRestoreFindsARowAndItsParentByTheirIds() throws SQLException {
		this.application.jdbc().update("update item set deleted_at = current_timestamp where id = 7");
		bean(ItemRepository.class).restore(7L);
		assertThat(count("select count(*) from item where id = 7 and deleted_at is null")).isOne();
		assertNothingIsReadButBy("item_pkey", "shelf_pkey");
	}

	@Test
	void aRestoreFindsSomeHundredRowsOfADeletionByItsId() throws SQLException {
		this.application.jdbc().update("update item set shelf_id = 7 where id <= 300");
		delete("id <= 300");
		bean(ShelfRepository.class).restore(7L);
		assertThat(count("select count(*) from item where id <= 300 and deleted_at is null")).isEqualTo(300);
		assertNothingIsReadButBy("item_pkey", "item_deletion_idx", "shelf_pkey");
	}

	@Test
	void theRestoreOfADeletionFindsItsRowsByItsId() throws SQLException {
		UUID deletion = delete("id <= 300");
		assertThat(bean(Deletions.class).restore(deletion).count()).isEqualTo(600);
		assertThat(count("select count(*) from item where id <= 300 and deleted_at is null")).isEqualTo(300);
		assertNothingIsReadButBy("item_pkey", "item_deletion_idx", "shelf_pkey", "shelf_deletion_idx");
	}

	@Test
	void alsoByAnIndexOfTheApplicationsOwnThatHoldsLiveRows() throws SQLException {
		indexDeletions("");
		try {
			theRestoreOfADeletionFindsItsRowsByItsId();
		}
		finally {
			indexDeletions(" where deletion_id is not null");
		}
	}

	private void indexDeletions(String rows) {
		for (String table : List.of("shelf", "item")) {
			this.application.jdbc().execute("drop index %s_deletion_idx".formatted(table));
			this.application.jdbc()
				.execute("create index %1$s_deletion_idx on %1$s (deletion_id)%2$s".formatted(table, rows));
		}
	}

}
