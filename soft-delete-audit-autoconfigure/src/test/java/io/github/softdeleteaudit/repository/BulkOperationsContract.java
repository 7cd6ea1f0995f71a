package io.github.softdeleteaudit.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.HistoryKind;
import io.github.softdeleteaudit.model.Customer;
import io.github.softdeleteaudit.model.LegacyItem;
import io.github.softdeleteaudit.model.ModelContract;
import io.github.softdeleteaudit.model.Purchase;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import org.junit.jupiter.api.Test;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.jpa.domain.Specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Deleting and restoring all entities that fulfil a condition, at once and in chunks.
 */
abstract class BulkOperationsContract extends ModelContract {

	BulkOperationsContract(TestDatabase database) {
		super(database);
	}

	@Test
	void allThatFulfilAConditionAreDeletedWithTheirChildrenAndComeBack() {
		customersWithAll("all", 3);
		Customer other = customerWithAll("other");
		Tables before = contents();
		assertThat(this.customers.deleteAll(named("all"))).isEqualTo(3);
		assertThat(this.customers.countByNameStartingWith("all")).isZero();
		assertThat(
				count("select count(*) from purchase p join customer c on c.id = p.customer_id where c.name like 'all%'"
						+ " and p.deletion_id = c.deletion_id"))
			.isEqualTo(6);
		assertThat(this.customers.existsById(other.getId())).isTrue();
		this.application.clock().tick();
		assertThat(this.customers.restoreAll(named("all"))).isEqualTo(3);
		assertThat(contents()).isEqualTo(before);
		for (Customer customer : found("all")) {
			assertThat(this.customers.history(customer.getId())).extracting(HistoryEntry::kind)
				.containsExactly(HistoryKind.CREATED, HistoryKind.DELETED, HistoryKind.RESTORED);
		}
	}

	@Test
	void theNumberOfStatementsDoesNotDependOnTheNumberOfRows() {
		List<List<Integer>> statements = new ArrayList<>();
		for (int rows : new int[] { 2, 40 }) {
			String name = "statements" + rows;
			customersWithAll(name, rows);
			statements.add(List.of(statements(() -> this.customers.deleteAll(named(name))),
					statements(() -> this.customers.restoreAll(named(name))), statements(() -> this.customers
						.deleteAllByIdInBatch(found(name).stream().map(Customer::getId).toList()))));
		}
		assertThat(statements.get(1)).isEqualTo(statements.get(0));
	}

	@Test
	void aConditionMayJoinSelectDistinctlyOrderAndFetch() {
		customersWithAll("joins", 2);
		Tables before = contents();
		List<Specification<Customer>> conditions = List.of((root, query, builder) -> {
			query.distinct(true);
			query.orderBy(builder.asc(root.get("name")));
			return builder.like(root.join("purchases").join("lines").get("article"), "%").isNull().not();
		}, (root, query, builder) -> {
			Subquery<Long> first = query.subquery(Long.class);
			Root<Purchase> purchase = first.from(Purchase.class);
			first.select(purchase.get("id")).where(builder.equal(purchase.get("customer"), root));
			return builder.exists(first);
		}, (root, query, builder) -> {
			root.fetch("purchases", JoinType.LEFT);
			return null;
		});
		for (Specification<Customer> condition : conditions) {
			this.application.clock().tick();
			assertThat(this.customers.deleteAll(named("joins").and(condition))).isEqualTo(2);
			assertThat(this.customers.restoreAll(named("joins"))).isEqualTo(2);
			assertThat(contents()).isEqualTo(before);
		}
	}

	@Test
	void aConditionOfWhatIsRestoredMayGroupMultiplyAndFetch() {
		customersWithAll("grouped", 2);
		Tables before = contents();
		List<Specification<Customer>> conditions = List.of((root, query, builder) -> {
			query.groupBy(root.get("id"));
			return null;
		}, (root, query, builder) -> {
			root.fetch("purchases", JoinType.LEFT);
			return null;
		}, (root, query, builder) -> builder.isNotNull(query.from(Customer.class).get("id")));
		for (Specification<Customer> condition : conditions) {
			this.application.clock().tick();
			assertThat(this.customers.deleteAll(named("grouped"))).isEqualTo(2);
			assertThat(this.customers.restoreAll(named("grouped").and(condition))).isEqualTo(2);
			assertThat(contents()).isEqualTo(before);
			this.application.clock().tick();
			assertThat(this.customers.deleteAll(named("grouped").and(condition), Chunks.of(1))).isEqualTo(2);
			assertThat(this.customers.restoreAll(named("grouped").and(condition), Chunks.of(1))).isEqualTo(2);
			assertThat(contents()).isEqualTo(before);
		}
	}

	@Test
	void whatIsPendingGoesAlong() {
		customersWithAll("pending", 1);
		inTransaction(() -> {
			Customer customer = found("pending").get(0);
			Purchase purchase = new Purchase(customer, "pending");
			entityManager().createQuery("delete from Customer c where c.name like 'pending %'").executeUpdate();
			assertThat(purchase.getId()).isNotNull();
		});
		assertThat(count("select count(*) from purchase p join customer c on c.id = p.customer_id where c.name like"
				+ " 'pending %' and p.deletion_id = c.deletion_id"))
			.isEqualTo(3);
	}

	@Test
	void whatWasDeletedBeforeStaysDeleted() {
		customersWithAll("before", 2);
		Customer customer = found("before").get(0);
		Long earlier = inTransaction(() -> {
			Customer found = this.customers.findById(customer.getId()).orElseThrow();
			Purchase purchase = found.getPurchases().iterator().next();
			found.getPurchases().remove(purchase);
			return purchase.getId();
		});
		Tables before = contents();
		this.application.clock().tick();
		this.customers.deleteAll(named("before"));
		this.customers.restoreAll(named("before"));
		assertThat(contents()).isEqualTo(before);
		assertThat(this.purchases.existsDeletedById(earlier)).isTrue();
	}

	@Test
	void severalDeletionsAreRestoredAtOnce() {
		customersWithAll("several", 3);
		Tables before = contents();
		for (Customer customer : found("several")) {
			this.application.clock().tick();
			this.customers.deleteById(customer.getId());
		}
		assertThat(this.customers.restoreAll(named("several"))).isEqualTo(3);
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void nothingFulfilsTheCondition() {
		Tables before = this.application.tables();
		assertThat(this.customers.deleteAll(named("nobody"))).isZero();
		assertThat(this.customers.restoreAll(named("nobody"))).isZero();
		assertThat(this.customers.deleteAll(named("nobody"), Chunks.of(2))).isZero();
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void withoutADeletionIdRowsAreDeletedAndRestoredAsWell() {
		inTransaction(() -> {
			for (int i = 0; i < 3; i++) {
				this.items.save(new LegacyItem("bulk", null));
			}
		});
		Specification<LegacyItem> bulk = (root, query, builder) -> builder.equal(root.get("name"), "bulk");
		assertThat(this.items.deleteAll(bulk)).isEqualTo(3);
		assertThat(count("select count(*) from legacy_item where name = 'bulk' and deleted = true")).isEqualTo(3);
		assertThat(this.items.restoreAll(bulk)).isEqualTo(3);
		assertThat(count("select count(*) from legacy_item where name = 'bulk' and deleted = false")).isEqualTo(3);
	}

	// --- chunks

	@Test
	void chunksInOneTransactionAreOneDeletion() {
		customersWithAll("chunks", 5);
		Tables before = contents();
		List<Long> progress = new ArrayList<>();
		assertThat(this.customers.deleteAll(named("chunks"), Chunks.of(2).onProgress(progress::add))).isEqualTo(5);
		assertThat(progress).containsExactly(2L, 4L, 5L);
		assertThat(deletions("chunks")).isEqualTo(1);
		assertThat(count("select count(distinct rev) from customer_aud where revtype = 2 and name like 'chunks%'"))
			.isEqualTo(1);
		progress.clear();
		assertThat(this.customers.restoreAll(named("chunks"), Chunks.of(3).onProgress(progress::add))).isEqualTo(5);
		assertThat(progress).containsExactly(3L, 5L);
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void ofChunksInOneTransactionNothingStaysWhenOneFails() {
		customersWithAll("fails", 4);
		Tables before = this.application.tables();
		assertThatExceptionOfType(Stopped.class)
			.isThrownBy(() -> this.customers.deleteAll(named("fails"), Chunks.of(2).onProgress(stopAt(4))));
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void ofChunksInTheirOwnTransactionsThoseBeforeAFailureStay() {
		customersWithAll("own", 5);
		Tables before = contents();
		assertThatExceptionOfType(Stopped.class).isThrownBy(() -> this.customers.deleteAll(named("own"),
				Chunks.of(2).eachInOwnTransaction().onProgress(stopAt(4))));
		assertThat(this.customers.countByNameStartingWith("own")).isEqualTo(1);
		assertThat(deletions("own")).isEqualTo(2);
		assertThat(count("select count(*) from customer_aud where revtype = 2 and name like 'own%'")).isEqualTo(4);
		assertThat(
				count("select count(*) from purchase p join customer c on c.id = p.customer_id where c.name like 'own%'"
						+ " and p.deletion_id = c.deletion_id"))
			.isEqualTo(8);
		assertThat(this.customers.deleteAll(named("own"), Chunks.of(2).eachInOwnTransaction())).isEqualTo(1);
		assertThat(this.customers.restoreAll(named("own"), Chunks.of(2).eachInOwnTransaction())).isEqualTo(5);
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void chunksInTheirOwnTransactionsStayWhenTheCallersIsRolledBack() {
		customersWithAll("caller", 3);
		assertThatExceptionOfType(Stopped.class).isThrownBy(() -> inTransaction(() -> {
			this.customers.deleteAll(named("caller"), Chunks.of(2).eachInOwnTransaction());
			throw new Stopped();
		}));
		assertThat(this.customers.countByNameStartingWith("caller")).isZero();
	}

	@Test
	void aRowThatNoLongerFulfilsTheConditionWhenItsChunkComesStaysLive() {
		customersWithAll("reopened", 3);
		List<Long> ids = found("reopened").stream().map(Customer::getId).sorted().toList();
		long deleted = this.customers.deleteAll(named("reopened"),
				Chunks.of(2)
					.eachInOwnTransaction()
					.onProgress((done) -> inTransaction(
							() -> this.customers.findById(ids.get(2)).ifPresent((last) -> last.setName("kept")))));
		assertThat(deleted).isEqualTo(2);
		assertThat(this.customers.existsById(ids.get(2))).isTrue();
	}

	@Test
	void aChunkHasAtLeastOneRow() {
		assertThatIllegalArgumentException().isThrownBy(() -> Chunks.of(0));
		for (Runnable run : List.<Runnable>of(() -> this.customers.deleteAll((Specification<Customer>) null),
				() -> this.customers.deleteAll(null, Chunks.of(1)), () -> this.customers.restoreAll(null),
				() -> this.customers.deleteAll(named("all"), null),
				() -> this.customers.restoreAll(named("all"), null))) {
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(run::run)
				.withMessageContaining("must not be null");
		}
	}

	private static LongConsumer stopAt(long rows) {
		return (done) -> {
			if (done == rows) {
				throw new Stopped();
			}
		};
	}

	private int statements(Runnable work) {
		this.application.statements().clear();
		this.application.clock().tick();
		work.run();
		return this.application.statements().all().size();
	}

	private long deletions(String name) {
		return count("select count(distinct deletion_id) from customer where name like '" + name + "%'");
	}

	private long count(String sql) {
		return this.application.jdbc().queryForObject(sql, Long.class);
	}

	private Tables contents() {
		return this.application.contents();
	}

	void customersWithAll(String name, int number) {
		for (int i = 0; i < number; i++) {
			customerWithAll(name + " " + i);
		}
		this.application.clock().tick();
	}

	static Specification<Customer> named(String name) {
		return (root, query, builder) -> builder.like(root.get("name"), name + " %");
	}

	List<Customer> found(String name) {
		return this.customers.findAll()
			.stream()
			.filter((customer) -> customer.getName().startsWith(name + " "))
			.toList();
	}

	private static final class Stopped extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
