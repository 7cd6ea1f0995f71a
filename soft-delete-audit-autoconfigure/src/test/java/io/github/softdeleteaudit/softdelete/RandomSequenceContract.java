package io.github.softdeleteaudit.softdelete;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import io.github.softdeleteaudit.model.Customer;
import io.github.softdeleteaudit.model.Line;
import io.github.softdeleteaudit.model.ModelContract;
import io.github.softdeleteaudit.model.Purchase;
import io.github.softdeleteaudit.model.Tag;
import io.github.softdeleteaudit.restore.RestoreConflict;
import io.github.softdeleteaudit.restore.RestoreConflictException;
import io.github.softdeleteaudit.restore.RestoreOptions;
import io.github.softdeleteaudit.test.RandomRun;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Random creates, updates, deletes, restores and purges, alone and several in a
 * transaction, committed and rolled back, against a model in memory: after each
 * transaction the tables, what queries see and the audit tables agree with it. The seed
 * is in the message of a failure; set {@code test.seed} to run it again, and
 * {@code test.steps} for more or fewer of them.
 */
abstract class RandomSequenceContract extends ModelContract {

	private final long seed;

	private final Random random;

	private final int steps;

	private Model model = new Model();

	RandomSequenceContract(TestDatabase database, int steps) {
		super(database);
		RandomRun run = RandomRun.of(steps);
		this.seed = run.seed();
		this.steps = run.steps();
		this.random = new Random(this.seed);
	}

	@Test
	void tablesQueriesAndHistoryAgreeWithAModelInMemory() {
		for (int step = 0; step < this.steps; step++) {
			this.application.clock().tick();
			Model before = this.model.copy();
			List<String> done = new ArrayList<>();
			boolean rollback = this.random.nextInt(8) == 0;
			int operations = 1 + this.random.nextInt(3);
			try {
				inTransaction(() -> {
					for (int i = 0; i < operations; i++) {
						done.add(operation());
					}
					if (rollback) {
						throw new RolledBack();
					}
				});
			}
			catch (RolledBack ex) {
				this.model = before;
				done.add("rolled back");
			}
			catch (RuntimeException ex) {
				throw new AssertionError(describe(step, done), ex);
			}
			check(describe(step, done));
		}
	}

	private String describe(int step, List<String> done) {
		return "-Dtest.seed=%d, step %d: %s".formatted(this.seed, step, done);
	}

	// each operation leaves nothing in the persistence context that the next could trip
	// over
	private String operation() {
		String done = switch (this.random.nextInt(15)) {
			case 0, 1 -> createCustomer();
			case 2 -> renameCustomer();
			case 3 -> changeTags();
			case 4 -> addPurchase();
			case 5, 6 -> deleteCustomer();
			case 7 -> deletePurchase();
			case 8, 9 -> restoreCustomer();
			case 10 -> restorePurchase();
			case 11, 12 -> deleteCustomersByQuery();
			case 13 -> renameCustomersByQuery();
			default -> this.random.nextBoolean() ? deleteOrRestoreTag() : purgeCustomer();
		};
		entityManager().flush();
		entityManager().clear();
		return done;
	}

	private String createCustomer() {
		Customer customer = new Customer("c" + this.random.nextInt(1000));
		ModelCustomer added = new ModelCustomer(customer.getName());
		for (int i = this.random.nextInt(3); i > 0; i--) {
			Long tag = liveTag();
			if (tag != null && added.tags.add(tag)) {
				customer.getTags().add(entityManager().find(Tag.class, tag));
			}
		}
		customer.getPhones().add(new Customer.Phone("home", "1"));
		this.customers.save(customer);
		List<Purchase> purchases = new ArrayList<>();
		for (int i = this.random.nextInt(3); i > 0; i--) {
			Purchase purchase = new Purchase(customer, "p");
			new Line(purchase, "l");
			purchases.add(purchase);
		}
		boolean deleteAtOnce = this.random.nextInt(6) == 0;
		if (deleteAtOnce) {
			this.customers.delete(customer);
		}
		entityManager().flush();
		purchases.forEach((purchase) -> added.purchases.put(purchase.getId(), new ModelPurchase()));
		if (deleteAtOnce) {
			added.delete(deletion());
		}
		this.model.customers.put(customer.getId(), added);
		return "create " + customer.getId() + (deleteAtOnce ? " and delete" : "");
	}

	private String renameCustomer() {
		Long id = customer(false);
		if (id == null) {
			return "-";
		}
		String name = "r" + this.random.nextInt(1000);
		this.customers.findById(id).orElseThrow().setName(name);
		this.model.customers.get(id).name = name;
		return "rename " + id;
	}

	private String changeTags() {
		Long id = customer(false);
		if (id == null) {
			return "-";
		}
		Customer customer = this.customers.findById(id).orElseThrow();
		ModelCustomer expected = this.model.customers.get(id);
		switch (this.random.nextInt(3)) {
			case 0 -> {
				customer.getTags().clear();
				expected.tags.removeIf(this::isLiveTag);
			}
			case 1 -> {
				Tag tag = new Tag("t");
				entityManager().persist(tag);
				customer.setTags(new HashSet<>(Set.of(tag)));
				expected.tags.removeIf(this::isLiveTag);
				expected.tags.add(tag.getId());
				this.model.tags.put(tag.getId(), null);
			}
			default -> {
				Long tag = liveTag();
				if (tag != null) {
					customer.getTags().add(entityManager().find(Tag.class, tag));
					expected.tags.add(tag);
				}
			}
		}
		return "change tags of " + id;
	}

	private String addPurchase() {
		Long id = customer(false);
		if (id == null) {
			return "-";
		}
		Customer customer = this.customers.findById(id).orElseThrow();
		Purchase purchase = new Purchase(customer, "added");
		new Line(purchase, "l");
		entityManager().flush();
		this.model.customers.get(id).purchases.put(purchase.getId(), new ModelPurchase());
		return "add purchase to " + id;
	}

	private String deleteCustomer() {
		Long id = customer(false);
		if (id == null) {
			return "-";
		}
		Customer customer = this.customers.findById(id).orElseThrow();
		ModelCustomer expected = this.model.customers.get(id);
		boolean renamed = this.random.nextBoolean();
		if (renamed) {
			expected.name = "d" + this.random.nextInt(1000);
			customer.setName(expected.name);
		}
		this.customers.delete(customer);
		expected.delete(deletion());
		return "delete " + id + (renamed ? " renamed" : "");
	}

	private List<Long> liveCustomers() {
		return this.model.customers.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().deletion == null && this.random.nextInt(3) == 0)
			.map(Map.Entry::getKey)
			.toList();
	}

	private String deleteCustomersByQuery() {
		List<Long> ids = liveCustomers();
		int deleted = entityManager().createQuery("delete from Customer c where c.id in :ids")
			.setParameter("ids", ids)
			.executeUpdate();
		assertThat(deleted).isEqualTo(ids.size());
		ids.forEach((id) -> this.model.customers.get(id).delete(deletion()));
		return "delete " + ids + " by query";
	}

	private String renameCustomersByQuery() {
		List<Long> ids = liveCustomers();
		String name = "q" + this.random.nextInt(1000);
		int renamed = entityManager().createQuery("update Customer c set c.name = :name where c.id in :ids")
			.setParameter("name", name)
			.setParameter("ids", ids)
			.executeUpdate();
		assertThat(renamed).isEqualTo(ids.size());
		ids.forEach((id) -> this.model.customers.get(id).name = name);
		return "rename " + ids + " by query";
	}

	private String deletePurchase() {
		for (Map.Entry<Long, ModelCustomer> entry : this.model.customers.entrySet()) {
			for (Map.Entry<Long, ModelPurchase> purchase : entry.getValue().purchases.entrySet()) {
				if (purchase.getValue().deletion == null && this.random.nextInt(4) == 0) {
					this.purchases.deleteById(purchase.getKey());
					purchase.getValue().deletion = deletion();
					return "delete purchase " + purchase.getKey();
				}
			}
		}
		return "-";
	}

	private String restoreCustomer() {
		Long id = customer(true);
		if (id == null) {
			return "-";
		}
		this.customers.restore(id);
		this.model.customers.get(id).restore();
		return "restore " + id;
	}

	private String restorePurchase() {
		for (Map.Entry<Long, ModelCustomer> entry : this.model.customers.entrySet()) {
			for (Map.Entry<Long, ModelPurchase> purchase : entry.getValue().purchases.entrySet()) {
				if (purchase.getValue().deletion != null && this.random.nextInt(4) == 0) {
					return restorePurchase(purchase.getKey(), purchase.getValue(), entry.getKey(), entry.getValue());
				}
			}
		}
		return "-";
	}

	private String restorePurchase(Long id, ModelPurchase purchase, Long customerId, ModelCustomer customer) {
		boolean withParents = this.random.nextBoolean();
		boolean together = purchase.deletion.equals(customer.deletion);
		if (customer.deletion != null && !together && !withParents) {
			assertThatExceptionOfType(RestoreConflictException.class).isThrownBy(() -> this.purchases.restore(id))
				.satisfies((ex) -> assertThat(ex.getConflicts()).singleElement()
					.extracting(RestoreConflict::obstacleId)
					.isEqualTo(customerId));
			return "restore purchase " + id + " below deleted " + customerId;
		}
		if (withParents) {
			this.purchases.restore(id, RestoreOptions.withParents());
		}
		else {
			this.purchases.restore(id);
		}
		purchase.deletion = null;
		if (customer.deletion != null) {
			customer.restore();
		}
		return "restore purchase " + id;
	}

	private String deleteOrRestoreTag() {
		List<Long> ids = List.copyOf(this.model.tags.keySet());
		if (ids.size() < 5) {
			Tag tag = new Tag("new");
			entityManager().persist(tag);
			this.model.tags.put(tag.getId(), null);
			return "create tag " + tag.getId();
		}
		Long id = ids.get(this.random.nextInt(ids.size()));
		if (isLiveTag(id)) {
			this.tags.deleteById(id);
			this.model.tags.put(id, deletion());
			return "delete tag " + id;
		}
		this.tags.restore(id);
		this.model.tags.put(id, null);
		return "restore tag " + id;
	}

	private String purgeCustomer() {
		Long id = customer(true);
		if (id == null) {
			return "-";
		}
		if (this.model.customers.get(id).purchases.isEmpty()) {
			this.customers.purge(id);
			this.model.customers.remove(id);
			this.model.purged.add(id);
			return "purge " + id;
		}
		return "-";
	}

	// the transaction's own, whatever is deleted in it
	private Object deletion() {
		return this.application.clock().instant();
	}

	private Long customer(boolean deleted) {
		List<Long> ids = this.model.customers.entrySet()
			.stream()
			.filter((entry) -> (entry.getValue().deletion != null) == deleted)
			.map(Map.Entry::getKey)
			.toList();
		return ids.isEmpty() ? null : ids.get(this.random.nextInt(ids.size()));
	}

	private Long liveTag() {
		List<Long> ids = this.model.tags.keySet().stream().filter(this::isLiveTag).toList();
		return ids.isEmpty() ? null : ids.get(this.random.nextInt(ids.size()));
	}

	private boolean isLiveTag(Long id) {
		return this.model.tags.get(id) == null;
	}

	private void check(String description) {
		assertThat(state("select id, name, deleted_at from customer")).as("customers, " + description)
			.isEqualTo(this.model.customers.entrySet()
				.stream()
				.map((entry) -> entry.getKey() + " " + entry.getValue().name + " "
						+ (entry.getValue().deletion != null))
				.collect(Collectors.toCollection(TreeSet::new)));
		assertThat(state("select id, customer_id, deleted_at from purchase")).as("purchases, " + description)
			.isEqualTo(this.model.customers.entrySet()
				.stream()
				.flatMap((entry) -> entry.getValue().purchases.entrySet()
					.stream()
					.map((purchase) -> purchase.getKey() + " " + entry.getKey() + " "
							+ (purchase.getValue().deletion != null)))
				.collect(Collectors.toCollection(TreeSet::new)));
		// a line goes and comes with its purchase
		assertThat(this.application.jdbc()
			.queryForObject("select count(*) from line l join purchase p on p.id = l.purchase_id where"
					+ " (l.gone_since is null) <> (p.deleted_at is null)", Long.class))
			.as("lines, " + description)
			.isZero();
		assertThat(new TreeSet<>(this.application.jdbc()
			.query("select customer_id, tags_id from customer_tags",
					(row, index) -> row.getLong(1) + " " + row.getLong(2))))
			.as("links, " + description)
			.isEqualTo(this.model.customers.entrySet()
				.stream()
				.flatMap((entry) -> entry.getValue().tags.stream().map((tag) -> entry.getKey() + " " + tag))
				.collect(Collectors.toCollection(TreeSet::new)));
		assertThat(this.application.jdbc().queryForObject("select count(*) from customer_phones", Long.class))
			.as("phones, " + description)
			.isEqualTo(this.model.customers.size());
		checkQueries(description);
		for (String table : new String[] { "customer", "purchase", "tag" }) {
			checkAudit(table, "deleted_at", description);
		}
		checkAudit("line", "gone_since", description);
	}

	private void checkQueries(String description) {
		inTransaction(() -> {
			Set<Long> live = this.model.customers.entrySet()
				.stream()
				.filter((entry) -> entry.getValue().deletion == null)
				.map(Map.Entry::getKey)
				.collect(Collectors.toSet());
			List<Customer> found = this.customers.findAll();
			assertThat(found).as("findAll, " + description)
				.extracting(Customer::getId)
				.containsOnlyOnceElementsOf(live);
			assertThat(found).as("findAll, " + description).hasSize(live.size());
			assertThat(this.customers.count()).as("count, " + description).isEqualTo(live.size());
			assertThat(this.customers.countDeleted()).as("countDeleted, " + description)
				.isEqualTo(this.model.customers.size() - live.size());
			for (Customer customer : found) {
				ModelCustomer expected = this.model.customers.get(customer.getId());
				assertThat(customer.getTags()).as("tags, " + description)
					.extracting(Tag::getId)
					.containsExactlyInAnyOrderElementsOf(expected.tags.stream().filter(this::isLiveTag).toList());
				assertThat(customer.getPurchases()).as("live purchases, " + description)
					.extracting(Purchase::getId)
					.containsExactlyInAnyOrderElementsOf(expected.purchases.entrySet()
						.stream()
						.filter((purchase) -> purchase.getValue().deletion == null)
						.map(Map.Entry::getKey)
						.toList());
			}
		});
	}

	// live in its table, if and only if its latest revision is not a deletion; and that
	// has what the table has
	private void checkAudit(String table, String indicator, String description) {
		Map<String, Map<String, Object>> latest = new HashMap<>();
		this.application.jdbc()
			.queryForList("select a.* from %s_aud a join revinfo r on r.rev = a.rev order by r.revtstmp, a.rev"
				.formatted(table))
			.forEach((row) -> latest.put(key(row.get("id")), row));
		for (Map<String, Object> row : this.application.jdbc().queryForList("select * from " + table)) {
			Map<String, Object> last = latest.remove(key(row.get("id")));
			assertThat(last).as("audit of %s %s, %s", table, row.get("id"), description).isNotNull();
			assertThat(((Number) last.get("revtype")).intValue() == 2)
				.as("audit of %s %s, %s", table, row.get("id"), description)
				.isEqualTo(row.get(indicator) != null);
			last.forEach((column, value) -> {
				if (row.containsKey(column)) {
					assertThat(value).as("audit of %s %s, %s", table, row, description).isEqualTo(row.get(column));
				}
			});
		}
		assertThat(latest.values()).as("audit of purged rows of %s, %s", table, description)
			.allMatch((last) -> ((Number) last.get("revtype")).intValue() == 2 && last.get(indicator) != null);
	}

	private static String key(Object id) {
		return (id instanceof byte[] bytes) ? UUID.nameUUIDFromBytes(bytes).toString() : String.valueOf(id);
	}

	private Set<String> state(String sql) {
		return new TreeSet<>(this.application.jdbc()
			.query(sql, (row, index) -> row.getLong(1) + " " + row.getString(2) + " " + (row.getObject(3) != null)));
	}

	private static final class Model {

		private final Map<Long, ModelCustomer> customers = new TreeMap<>();

		private final Map<Long, Object> tags = new TreeMap<>();

		private final Set<Long> purged = new TreeSet<>();

		Model copy() {
			Model copy = new Model();
			this.customers.forEach((id, customer) -> copy.customers.put(id, customer.copy()));
			copy.tags.putAll(this.tags);
			copy.purged.addAll(this.purged);
			return copy;
		}

	}

	private static final class ModelCustomer {

		private String name;

		private Object deletion;

		private final Set<Long> tags = new TreeSet<>();

		private final Map<Long, ModelPurchase> purchases = new TreeMap<>();

		ModelCustomer(String name) {
			this.name = name;
		}

		void delete(Object deletion) {
			this.deletion = deletion;
			this.purchases.values().stream().filter((purchase) -> purchase.deletion == null).forEach((purchase) -> {
				purchase.deletion = deletion;
			});
		}

		void restore() {
			Object deletion = this.deletion;
			this.deletion = null;
			this.purchases.values()
				.stream()
				.filter((purchase) -> deletion.equals(purchase.deletion))
				.forEach((purchase) -> purchase.deletion = null);
		}

		ModelCustomer copy() {
			ModelCustomer copy = new ModelCustomer(this.name);
			copy.deletion = this.deletion;
			copy.tags.addAll(this.tags);
			this.purchases.forEach((id, purchase) -> {
				ModelPurchase copied = new ModelPurchase();
				copied.deletion = purchase.deletion;
				copy.purchases.put(id, copied);
			});
			return copy;
		}

	}

	private static final class ModelPurchase {

		private Object deletion;

	}

	private static final class RolledBack extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
