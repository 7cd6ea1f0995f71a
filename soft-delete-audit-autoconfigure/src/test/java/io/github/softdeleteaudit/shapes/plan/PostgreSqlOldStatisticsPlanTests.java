package io.github.softdeleteaudit.shapes.plan;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.plan.PlanModel.ItemRepository;
import io.github.softdeleteaudit.shapes.plan.PlanModel.PlanApplication;
import io.github.softdeleteaudit.shapes.plan.Plans.Executed;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How PostgreSQL finds rows while it believes that none is deleted, as it does from many
 * deletions on until it has looked again: the indexes over deleted rows seem to be empty.
 */
class PostgreSqlOldStatisticsPlanTests extends ShapeContract {

	PostgreSqlOldStatisticsPlanTests() {
		super(TestDatabase.POSTGRESQL, PlanApplication.class);
	}

	@Test
	void aRestoreFindsARowAndItsParentByTheirIds() throws SQLException {
		JdbcTemplate jdbc = this.application.jdbc();
		jdbc.execute("alter table shelf set (autovacuum_enabled = off)");
		jdbc.execute("alter table item set (autovacuum_enabled = off)");
		jdbc.execute("insert into shelf (id) select n from generate_series(1, 10000) n");
		jdbc.execute("insert into item (id, version, shelf_id) select n, 0, n from generate_series(1, 10000) n");
		jdbc.execute("vacuum analyze shelf, item");
		for (String table : List.of("shelf", "item")) {
			jdbc.execute("update %s set deleted_at = current_timestamp, deletion_id = gen_random_uuid() where id > 5000"
				.formatted(table));
		}
		jdbc.execute("update item set deleted_at = current_timestamp, deletion_id = gen_random_uuid() where id = 7");
		Plans plans = bean(Plans.class);
		plans.clear();
		bean(ItemRepository.class).restore(7L);
		assertThat(count("select count(*) from item where id = 7 and deleted_at is null")).isOne();
		try (Connection connection = this.application.database().open()) {
			assertThat(plans.of("item")).extracting(Executed::sql)
				.anySatisfy((sql) -> assertThat(sql).contains("shelf"))
				.anySatisfy((sql) -> assertThat(sql).startsWith("update item"));
			assertThat(plans.of("item"))
				.allSatisfy((executed) -> assertThat(executed.plan(connection) + executed.genericPlan(connection))
					.as(executed.sql())
					.contains("item_pkey")
					.doesNotContain("_deleted_idx", "_deletion_idx", "Seq Scan"));
		}
	}

}
