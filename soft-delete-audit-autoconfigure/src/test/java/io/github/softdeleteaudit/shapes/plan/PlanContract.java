package io.github.softdeleteaudit.shapes.plan;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.plan.PlanModel.Item;
import io.github.softdeleteaudit.shapes.plan.PlanModel.ItemRepository;
import io.github.softdeleteaudit.shapes.plan.PlanModel.ParcelRepository;
import io.github.softdeleteaudit.shapes.plan.PlanModel.PlanApplication;
import io.github.softdeleteaudit.shapes.plan.PlanModel.Shelf;
import io.github.softdeleteaudit.shapes.plan.PlanModel.ShelfRepository;
import io.github.softdeleteaudit.shapes.plan.PlanModel.SlotRepository;
import io.github.softdeleteaudit.shapes.plan.Plans.Executed;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How PostgreSQL finds rows in tables of a million, of which some are deleted: the plans
 * of the statements that Hibernate executed, with their parameters and for any ones. They
 * are printed.
 */
abstract class PlanContract extends ShapeContract {

	private static final PageRequest FIRST_PAGE = PageRequest.of(0, 20);

	private static final PageRequest LATER_PAGE = PageRequest.of(100, 20);

	private final int percentDeleted;

	private Connection connection;

	private ItemRepository items;

	private ParcelRepository parcels;

	PlanContract(int percentDeleted) {
		super(TestDatabase.POSTGRESQL, PlanApplication.class);
		this.percentDeleted = percentDeleted;
	}

	@BeforeAll
	void fill() throws SQLException {
		this.connection = this.application.database().open();
		this.items = bean(ItemRepository.class);
		this.parcels = bean(ParcelRepository.class);
		JdbcTemplate jdbc = this.application.jdbc();
		jdbc.execute("insert into shelf (id) select n from generate_series(1, 1000) n");
		jdbc.execute(
				"update shelf set deleted_at = timestamptz '2026-01-01 00:17Z', deletion_id = cast(md5('17') as uuid)"
						+ " where id = 18");
		fill("item", 1_000_000, "id, version, name, code, color, shelf_id, deleted_at, deletion_id",
				"n, 0, 'n' || n % 500000, 'c' || n, 'c' || n % 10, n % 1000 + 1,"
						+ " case when deleted then timestamptz '2026-01-01 00:00Z' + n % 1000 * interval '1 minute' end,"
						+ " case when deleted then cast(md5(cast(n % 1000 as text)) as uuid) end");
		fill("crate", 100_000, "id, shelf_id, deleted_at", "n, n % 1000 + 1,"
				+ " case when deleted then timestamptz '2026-01-01 00:00Z' + n % 1000 * interval '1 minute' end");
		fill("parcel", 1_000_000, "id, name, deleted", "n, 'n' || n, deleted");
		jdbc.execute("vacuum analyze");
	}

	// it is faster to make the indexes, as they are, when the rows are there
	private void fill(String table, int rows, String columns, String values) {
		JdbcTemplate jdbc = this.application.jdbc();
		List<String> indexes = jdbc.queryForList(
				"select indexdef from pg_indexes where tablename = ? and indexname not like '%_pkey'", String.class,
				table);
		jdbc.queryForList("select indexname from pg_indexes where tablename = ? and indexname not like '%_pkey'",
				String.class, table)
			.forEach((index) -> jdbc.execute("drop index " + index));
		jdbc.execute(
				"insert into %s (%s) select %s from (select n, abs(cast(hashint4(n) as bigint)) %% 100 < %d as deleted from generate_series(1, %d) n) rows"
					.formatted(table, columns, values, this.percentDeleted, rows));
		indexes.forEach(jdbc::execute);
		indexes.forEach(System.out::println);
	}

	@AfterAll
	void closeConnection() throws SQLException {
		this.connection.close();
	}

	// live rows

	@Test
	void liveRowIsFoundById() {
		assertThat(plans("item", () -> this.items.findById(live()))).contains("item_pkey");
		assertThat(plans("item", () -> this.items.existsById(live()))).contains("item_pkey");
	}

	@Test
	void liveRowsAreFoundByAnAttributeThatHasALiveIndex() {
		assertThat(plans("item", () -> this.items.findByName("n77"))).contains("item_name_live_idx");
		assertThat(plans("item", () -> this.items.existsByName("n77"))).contains("item_name_live_idx");
		assertThat(plans("item", () -> this.items.countByName("n77"))).contains("item_name_live_idx");
		assertThat(plans("parcel", () -> this.parcels.findByName("n77"))).contains("parcel_name_live_idx");
	}

	@Test
	void pageOfLiveRowsIsInTheOrderOfALiveIndex() {
		assertThat(plans("item", () -> this.items.findSlicedBy(FIRST_PAGE.withSort(Sort.by("name")))))
			.contains("item_name_live_idx")
			.doesNotContain("Sort");
	}

	@Test
	void collectionOfALiveRowIsFoundByALiveIndexOfItsForeignKey() {
		assertThat(plans("item", () -> tx(() -> em().find(Shelf.class, 7L).items.size())))
			.contains("item_shelf_id_live_idx");
		assertThat(plans("item",
				() -> tx(() -> em()
					.createQuery("select s from Shelf s left join fetch s.items where s.id = 7", Shelf.class)
					.getResultList())))
			.contains("item_shelf_id_live_idx");
	}

	// deleted rows

	@Test
	void pageOfDeletedRowsIsInTheOrderOfTheirIndex() {
		assertThat(plans("item", () -> this.items.findDeleted(FIRST_PAGE))).contains("item_deleted_idx")
			.doesNotContain("Sort");
		assertThat(plans("item", () -> this.items.findDeleted(LATER_PAGE))).contains("item_deleted_idx")
			.doesNotContain("Sort");
		assertThat(plans("parcel", () -> this.parcels.findDeleted(FIRST_PAGE))).contains("parcel_deleted_idx")
			.doesNotContain("Sort");
	}

	@Test
	void pageOfDeletedRowsThatFulfilACondition() {
		assertThat(plans("item", () -> this.items.findDeleted(has("color", "c7"), FIRST_PAGE)))
			.contains("item_deleted_idx")
			.doesNotContain("Sort");
		// an index over all rows
		assertThat(plans("item", () -> this.items.findDeleted(has("code", "c77"), FIRST_PAGE)))
			.contains("item_code_idx");
	}

	@Test
	void pageOfRowsWithAnIdOfSeveralColumnsIsInTheOrderOfTheirIndex() {
		this.application.jdbc()
			.execute("insert into slot (place, day, at, deleted_at) select n, n % 10, n % 7, current_timestamp"
					+ " from generate_series(1, 10000) n");
		this.application.jdbc().execute("analyze slot");
		assertThat(plans("slot", () -> bean(SlotRepository.class).findDeleted(FIRST_PAGE))).contains("slot_deleted_idx")
			.doesNotContain("Sort");
	}

	@Test
	void deletedRowIsFoundById() {
		assertThat(plans("item", () -> this.items.findDeletedById(deleted()))).contains("item_pkey");
		assertThat(plans("item", () -> this.items.existsDeletedById(deleted()))).contains("item_pkey");
	}

	@Test
	void deletedRowsAreFoundInAScope() {
		assertThat(plans("item", () -> SoftDeleteScope.onlyDeleted(Item.class, () -> this.items.findByCode("c77"))))
			.contains("item_code_idx");
		assertThat(plans("item",
				() -> SoftDeleteScope.onlyDeleted(Item.class,
						() -> this.items.findSlicedBy(FIRST_PAGE.withSort(Sort.by("deletedAt").descending())))))
			.contains("item_deleted_idx");
	}

	@Test
	void allRowsAreFoundInAScope() {
		assertThat(plans("item", () -> this.items.findAllByCode("c77"))).contains("item_code_idx");
		assertThat(plans("item", () -> SoftDeleteScope.includingDeleted(() -> this.items.findByCode("c77"))))
			.contains("item_code_idx");
		assertThat(plans("item", () -> this.items.findAllIncludingDeleted(FIRST_PAGE))).contains("item_pkey")
			.doesNotContain("Sort");
		assertThat(plans("item", () -> this.items.findByIdIncludingDeleted(deleted()))).contains("item_pkey");
	}

	@Test
	void rowsOfADeletionAreFoundByItsIdOrElseByItsTime() {
		Runnable restore = () -> new TransactionTemplate(bean(PlatformTransactionManager.class))
			.executeWithoutResult((transaction) -> {
				bean(ShelfRepository.class).restore(18L);
				transaction.setRollbackOnly();
			});
		assertThat(plans("item", restore)).contains("item_deletion_idx", "Update on item");
		assertThat(plans("crate", restore)).contains("crate_deleted_idx", "Update on crate");
	}

	// to read all rows is the best way to count most of them

	@Test
	void fewRowsAreCountedByAnIndex() {
		boolean few = this.percentDeleted < 50;
		String deleted = allPlans("item", () -> this.items.countDeleted());
		String live = allPlans("item", () -> this.items.count());
		assertThat(few ? deleted : live).contains(few ? "item_deleted_idx" : "_live_idx").doesNotContain("Seq Scan");
		String deletedParcels = allPlans("parcel", () -> this.parcels.countDeleted());
		String liveParcels = allPlans("parcel", () -> this.parcels.count());
		assertThat(few ? deletedParcels : liveParcels).contains(few ? "parcel_deleted_idx" : "parcel_name_live_idx")
			.doesNotContain("Seq Scan");
	}

	/**
	 * Return the plans of what was executed on a table, none of which reads all of it.
	 */
	private String plans(String table, Runnable work) {
		String plans = allPlans(table, work);
		assertThat(plans).doesNotContain("Seq Scan on " + table);
		return plans;
	}

	private String allPlans(String table, Runnable work) {
		Plans plans = bean(Plans.class);
		plans.clear();
		work.run();
		List<Executed> executed = plans.of(table);
		assertThat(executed).isNotEmpty();
		StringBuilder result = new StringBuilder();
		for (Executed each : executed) {
			if (each != executed.get(0) && each.sql().startsWith("select count(")) {
				// of all pages
				continue;
			}
			System.out.printf("%n%d%% deleted: %s%n", this.percentDeleted, each.sql());
			String plan = each.plan(this.connection);
			String generic = each.genericPlan(this.connection);
			System.out.println(plan + "\nfor any parameters:\n" + generic);
			result.append(plan).append(generic);
		}
		return result.toString();
	}

	private long live() {
		return count("select min(id) from item where deleted_at is null");
	}

	private long deleted() {
		return count("select min(id) from item where deleted_at is not null");
	}

	private static Specification<Item> has(String attribute, String value) {
		return (root, query, builder) -> builder.equal(root.get(attribute), value);
	}

}
