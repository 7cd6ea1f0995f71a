package io.github.softdeleteaudit.softdelete;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.HistoryKind;
import io.github.softdeleteaudit.model.Customer;
import io.github.softdeleteaudit.model.LegacyItem;
import io.github.softdeleteaudit.model.Line;
import io.github.softdeleteaudit.model.ModelContract;
import io.github.softdeleteaudit.model.Purchase;
import io.github.softdeleteaudit.model.Tag;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.StaleObjectStateException;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every way to delete keeps, and what it writes.
 */
abstract class DeleteContract extends ModelContract {

	DeleteContract(TestDatabase database) {
		super(database);
	}

	@Override
	protected String[] properties() {
		return new String[] { "spring.jpa.properties.hibernate.jdbc.batch_size=50" };
	}

	@TestFactory
	Stream<DynamicTest> everyWayToDeleteLeavesTheRowsAndAllThatIsAttachedToThem() {
		Map<String, Consumer<Customer>> ways = new LinkedHashMap<>();
		ways.put("delete(detached)", (customer) -> this.customers.delete(customer));
		ways.put("deleteById", (customer) -> this.customers.deleteById(customer.getId()));
		ways.put("deleteAll(entities)", (customer) -> this.customers.deleteAll(List.of(customer)));
		ways.put("deleteAllById", (customer) -> this.customers.deleteAllById(List.of(customer.getId())));
		ways.put("deleteAllInBatch(entities)", (customer) -> this.customers.deleteAllInBatch(List.of(customer)));
		ways.put("deleteAllByIdInBatch", (customer) -> this.customers.deleteAllByIdInBatch(List.of(customer.getId())));
		ways.put("derived deleteBy", (customer) -> inTransaction(() -> {
			this.customers.deleteByName(customer.getName());
		}));
		ways.put("derived removeBy", (customer) -> inTransaction(() -> {
			this.customers.removeByNameStartingWith(customer.getName());
		}));
		ways.put("EntityManager.remove of a found entity", (customer) -> inTransaction(
				() -> entityManager().remove(entityManager().find(Customer.class, customer.getId()))));
		ways.put("EntityManager.remove of a reference", (customer) -> inTransaction(
				() -> entityManager().remove(entityManager().getReference(Customer.class, customer.getId()))));
		ways.put("EntityManager.remove with initialised collections", (customer) -> inTransaction(() -> {
			Customer found = entityManager().find(Customer.class, customer.getId());
			assertThat(found.getTags()).hasSize(2);
			assertThat(found.getPhones()).hasSize(2);
			assertThat(found.getNotes()).hasSize(2);
			entityManager().remove(found);
		}));
		ways.put("EntityManager.remove of a merged entity",
				(customer) -> inTransaction(() -> entityManager().remove(entityManager().merge(customer))));
		return ways.entrySet()
			.stream()
			.map((way) -> DynamicTest.dynamicTest(way.getKey(), () -> leavesRows(way.getKey(), way.getValue())));
	}

	private void leavesRows(String name, Consumer<Customer> delete) {
		Customer customer = customerWithAll(name);
		Tables before = contents();
		as("clerk", () -> delete.accept(customer));
		assertThat(this.customers.existsById(customer.getId())).isFalse();
		assertThat(contents()).as("all but the deletion's columns").isEqualTo(before);
		Customer deleted = this.customers.findDeletedById(customer.getId()).orElseThrow();
		assertThat(deleted.getDeletedBy()).isEqualTo("clerk");
		assertThat(deleted.getDeletedAt()).isEqualTo(this.application.clock().instant());
		assertThat(deleted.getDeletionId().version()).isEqualTo(7);
		assertThat(deleted.getVersion()).isEqualTo(customer.getVersion() + 1);
		assertThat(jdbcLongs(
				"select count(*) from purchase where customer_id = ? and deleted_by = 'clerk'"
						+ " and deletion_id = (select deletion_id from customer where id = ?)",
				customer.getId(), customer.getId()))
			.containsExactly(2L);
		assertThat(jdbcLongs("select count(*) from line where gone_since is not null"
				+ " and deletion = (select deletion_id from customer where id = ?)", customer.getId()))
			.containsExactly(4L);
	}

	@Test
	void aDeleteIsOneUpdate() {
		Tag tag = tag("lone");
		inTransaction(() -> {
			Tag found = this.tags.findById(tag.getId()).orElseThrow();
			this.application.statements().clear();
			this.tags.delete(found);
		});
		assertThat(this.application.statements().changes())
			.containsExactly("update tag set deleted_at=?,deleted_by=?,version=? where id=? and version=?"
					+ " and (deleted_at is null)");
	}

	@Test
	void manyDeletesOfOneEntityAreOneBatch() {
		List<Tag> some = this.tags.saveAll(Stream.of("a", "b", "c", "d", "e").map(Tag::new).toList());
		inTransaction(() -> {
			List<Tag> found = this.tags.findAllById(some.stream().map(Tag::getId).toList());
			this.application.statements().clear();
			this.tags.deleteAll(found);
		});
		assertThat(this.application.statements().changes()).hasSize(1);
		assertThat(this.tags.findAllById(some.stream().map(Tag::getId).toList())).isEmpty();
	}

	@Test
	void theRemovedInstanceCarriesWhatWasWritten() {
		Customer customer = customerWithAll("instance");
		Customer removed = as("clerk", () -> inTransaction(() -> {
			Customer found = this.customers.findById(customer.getId()).orElseThrow();
			this.customers.delete(found);
			entityManager().flush();
			return found;
		}));
		Customer row = this.customers.findDeletedById(customer.getId()).orElseThrow();
		assertThat(removed.getDeletedAt()).isEqualTo(row.getDeletedAt()).isNotNull();
		assertThat(removed.getDeletedBy()).isEqualTo(row.getDeletedBy()).isEqualTo("clerk");
		assertThat(removed.getDeletionId()).isEqualTo(row.getDeletionId()).isNotNull();
		assertThat(removed.getVersion()).isEqualTo(row.getVersion());
	}

	@Test
	void allThatOneTransactionDeletesIsOneDeletionAndAnotherTransactionIsAnother() {
		Customer one = customerWithAll("deletion one");
		Customer two = customerWithAll("deletion two");
		Customer three = customerWithAll("deletion three");
		inTransaction(() -> {
			this.customers.deleteById(one.getId());
			entityManager().flush();
			this.application.clock().tick();
			this.customers.deleteById(two.getId());
		});
		this.customers.deleteById(three.getId());
		Customer deletedOne = this.customers.findDeletedById(one.getId()).orElseThrow();
		Customer deletedTwo = this.customers.findDeletedById(two.getId()).orElseThrow();
		Customer deletedThree = this.customers.findDeletedById(three.getId()).orElseThrow();
		assertThat(deletedTwo.getDeletionId()).isEqualTo(deletedOne.getDeletionId());
		assertThat(deletedTwo.getDeletedAt()).isEqualTo(deletedOne.getDeletedAt());
		assertThat(deletedThree.getDeletionId().toString()).isGreaterThan(deletedOne.getDeletionId().toString());
	}

	@Test
	void aRollbackLeavesNothing() {
		Customer customer = customerWithAll("rollback");
		Tables before = this.application.tables();
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> inTransaction(() -> {
			this.customers.deleteById(customer.getId());
			entityManager().flush();
			throw new IllegalStateException("no");
		}));
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void aStaleDeleteFails() {
		Customer stale = customerWithAll("stale delete");
		inTransaction(() -> this.customers.findById(stale.getId()).orElseThrow().setName("changed"));
		Tables before = this.application.tables();
		assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class)
			.isThrownBy(() -> this.customers.delete(stale));
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void ofTwoConcurrentDeletesTheSecondFailsAndTheFirstStays() {
		for (Object id : List.of(customerWithAll("concurrent").getId(), item("concurrent").getId())) {
			Class<?> type = (id instanceof Long) ? Customer.class : LegacyItem.class;
			assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class)
				.isThrownBy(() -> inTransaction(() -> {
					Object mine = entityManager().find(type, id);
					as("first", () -> inOtherTransaction(() -> entityManager().remove(entityManager().find(type, id))));
					entityManager().remove(mine);
				}));
		}
		assertThat(this.customers.findDeleted()).filteredOn((customer) -> customer.getName().equals("concurrent"))
			.extracting(Customer::getDeletedBy)
			.containsExactly("first");
	}

	@Test
	void aStaleUpdateOfADeletedRowFails() {
		Customer stale = customerWithAll("stale update");
		this.customers.deleteById(stale.getId());
		Tables before = this.application.tables();
		assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class).isThrownBy(() -> {
			stale.setName("resurrected");
			this.customers.save(stale);
		});
		assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class).isThrownBy(() -> {
			Customer concurrent = customerWithAll("concurrent update");
			inTransaction(() -> {
				Customer mine = entityManager().find(Customer.class, concurrent.getId());
				inOtherTransaction(() -> this.customers.deleteById(concurrent.getId()));
				mine.setName("resurrected");
			});
		});
		assertThat(this.customers.findByName("resurrected")).isEmpty();
		assertThat(this.application.tables().rows().get("customer")).containsAll(before.rows().get("customer"));
	}

	@Test
	void aStaleUpdateOfAnUnversionedRowFailsToo() {
		Customer customer = customerWithAll("unversioned");
		Line line = inTransaction(
				() -> entityManager().createQuery("select l from Line l where l.purchase.customer = :c", Line.class)
					.setParameter("c", customer)
					.getResultList()
					.get(0));
		LegacyItem item = item("unversioned");
		assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class).isThrownBy(() -> inTransaction(() -> {
			Line stale = this.lines.findById(line.getId()).orElseThrow();
			inOtherTransaction(() -> this.lines.deleteById(line.getId()));
			stale.setArticle("changed");
		}));
		assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class).isThrownBy(() -> inTransaction(() -> {
			LegacyItem stale = this.items.findById(item.getId()).orElseThrow();
			inOtherTransaction(() -> this.items.deleteById(item.getId()));
			stale.setName("changed");
		}));
		assertThat(this.lines.existsById(line.getId())).isFalse();
		assertThat(this.items.existsById(item.getId())).isFalse();
		assertThat(this.items.findDeletedById(item.getId()).orElseThrow().getName()).isEqualTo("unversioned");
	}

	@Test
	void deletingADetachedEntityDoesNotWriteItsState() {
		Customer customer = customerWithAll("detached");
		LegacyItem item = item("detached");
		inTransaction(() -> this.items.findById(item.getId()).orElseThrow().setName("changed since"));
		Tables before = contents();
		Customer detached = inTransaction(() -> this.customers.findById(customer.getId()).orElseThrow());
		detached.setName("not written");
		this.customers.delete(detached);
		this.items.deleteAll(List.of(item));
		assertThat(contents()).isEqualTo(before);
		assertThat(this.customers.existsDeletedById(customer.getId())).isTrue();
		assertThat(this.items.existsDeletedById(item.getId())).isTrue();
	}

	@Test
	void aCopyOfADeletedEntityIsInsertedLive() {
		LegacyItem copy = new LegacyItem("copy", null);
		ReflectionTestUtils.setField(copy, "deleted", true);
		this.items.save(copy);
		assertThat(this.items.existsById(copy.getId())).isTrue();
		assertThat(copy.getDeleted()).isFalse();
	}

	@Test
	void anUpsertIsRefused() {
		LegacyItem item = item("upsert");
		this.items.deleteById(item.getId());
		Tables before = this.application.tables();
		try (StatelessSession session = this.application.bean(EntityManagerFactory.class)
			.unwrap(SessionFactory.class)
			.openStatelessSession()) {
			session.beginTransaction();
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> session.upsert(item))
				.withMessageContaining("LegacyItem");
			session.getTransaction().rollback();
		}
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void deletingADeletedIdChangesNothing() {
		Customer customer = customerWithAll("twice");
		as("first", () -> this.customers.deleteById(customer.getId()));
		Tables before = this.application.tables();
		this.application.clock().tick();
		as("second", () -> {
			this.customers.deleteById(customer.getId());
			this.customers.deleteAllById(List.of(customer.getId()));
			this.customers.deleteAllByIdInBatch(List.of(customer.getId()));
			this.customers.delete(this.customers.findDeletedById(customer.getId()).orElseThrow());
			inTransaction(() -> entityManager().remove(entityManager().getReference(Customer.class, customer.getId())));
			inTransaction(() -> {
				Purchase purchase = this.purchases.findDeleted().get(0);
				entityManager().remove(purchase.getCustomer());
			});
		});
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void anOrphanIsDeletedSoftly() {
		Customer customer = customerWithAll("orphan");
		Tables before = contents();
		inTransaction(() -> {
			Customer found = this.customers.findById(customer.getId()).orElseThrow();
			found.getPurchases().remove(found.getPurchases().iterator().next());
		});
		assertThat(contents()).isEqualTo(before);
		assertThat(jdbcLongs("select count(*) from purchase where customer_id = ? and deleted_at is null",
				customer.getId()))
			.containsExactly(1L);
	}

	@Test
	void theChangesOfAnOrphanAreNeitherWrittenNorRecorded() {
		Customer customer = customerWithAll("dirty orphan");
		Tables before = contents();
		inTransaction(() -> {
			Customer found = this.customers.findById(customer.getId()).orElseThrow();
			Purchase orphan = found.getPurchases().iterator().next();
			found.getPurchases().remove(orphan);
			orphan.setTitle("changed");
		});
		assertThat(contents()).isEqualTo(before);
		assertThat(jdbcLongs("select count(*) from purchase_aud where title = 'changed'")).containsExactly(0L);
	}

	@Test
	void emptyingOrReplacingACollectionKeepsTheLinksItDoesNotShow() {
		Customer customer = customerWithAll("hidden links");
		List<Tag> both = inTransaction(
				() -> List.copyOf(this.customers.findById(customer.getId()).orElseThrow().getTags()));
		this.tags.delete(both.get(0));
		inTransaction(() -> this.customers.findById(customer.getId()).orElseThrow().getTags().clear());
		assertThat(links(customer)).containsExactly(both.get(0).getId());
		Tag other = tag("other");
		inTransaction(() -> this.customers.findById(customer.getId())
			.orElseThrow()
			.setTags(new LinkedHashSet<>(Set.of(other))));
		assertThat(links(customer)).containsExactlyInAnyOrder(both.get(0).getId(), other.getId());
		this.tags.restore(both.get(0).getId());
		inTransaction(() -> assertThat(this.customers.findById(customer.getId()).orElseThrow().getTags())
			.extracting(Tag::getId)
			.containsExactlyInAnyOrder(both.get(0).getId(), other.getId()));
	}

	@Test
	void changesMadeBeforeTheDeleteAreWrittenThoughNobodyFlushed() {
		Customer customer = customerWithAll("unflushed");
		inTransaction(() -> {
			Customer found = this.customers.findById(customer.getId()).orElseThrow();
			found.setName("written");
			found.getTags().clear();
			found.getPhones().add(new Customer.Phone("new", "3"));
			found.getNotes().remove(0);
			found.getPurchases().iterator().next().setTitle("written");
			new Line(new Purchase(found, "third"), "paper");
			this.customers.delete(found);
		});
		this.customers.restore(customer.getId());
		inTransaction(() -> {
			Customer restored = this.customers.findById(customer.getId()).orElseThrow();
			assertThat(restored.getName()).isEqualTo("written");
			assertThat(restored.getTags()).isEmpty();
			assertThat(restored.getPhones()).hasSize(3);
			assertThat(restored.getNotes()).containsExactly("same");
			assertThat(restored.getPurchases()).hasSize(3).extracting(Purchase::getTitle).contains("written", "third");
		});
	}

	@Test
	void aChangeOfAChildIsWrittenThoughItsParentHasNotReadItsChildren() {
		Customer customer = customerWithAll("unread");
		Long purchase = jdbcLongs("select min(id) from purchase where customer_id = ?", customer.getId()).get(0);
		inTransaction(() -> {
			entityManager().find(Purchase.class, purchase).setTitle("written");
			this.customers.delete(entityManager().find(Customer.class, customer.getId()));
		});
		this.customers.restore(customer.getId());
		assertThat(jdbcLongs("select id from purchase where title = 'written' and customer_id = ?", customer.getId()))
			.containsExactly(purchase);
	}

	@Test
	void aNewChildIsTakenAlongThoughItsParentHasNotReadItsChildren() {
		Customer customer = customerWithAll("unread");
		inTransaction(() -> {
			Customer found = entityManager().find(Customer.class, customer.getId());
			found.getNotes().remove(0);
			// not in its collection
			Purchase third = new Purchase(new Customer("of nobody"), "third");
			ReflectionTestUtils.setField(third, "customer", found);
			entityManager().persist(third);
			this.customers.delete(found);
		});
		assertThat(jdbcLongs("select count(*) from purchase where customer_id = ? and deleted_at is not null",
				customer.getId()))
			.containsExactly(3L);
	}

	@Test
	void anEntityPersistedAndDeletedWithoutAFlushKeepsItsCollections() {
		Tag tag = tag("unflushed");
		Long id = inTransaction(() -> {
			Customer customer = this.customers.save(new Customer("persisted and deleted"));
			customer.getTags().add(tag);
			customer.getPhones().add(new Customer.Phone("home", "1"));
			new Purchase(customer, "first");
			this.customers.delete(customer);
			return customer.getId();
		});
		this.customers.restore(id);
		inTransaction(() -> {
			Customer restored = this.customers.findById(id).orElseThrow();
			assertThat(restored.getTags()).hasSize(1);
			assertThat(restored.getPhones()).hasSize(1);
			assertThat(restored.getPurchases()).hasSize(1);
		});
	}

	@Test
	void anEntityRemovedAndPersistedAgainStaysLiveWithItsCollections() {
		Customer customer = customerWithAll("removed and persisted");
		Tables before = this.application.tables();
		inTransaction(() -> {
			Customer found = this.customers.findById(customer.getId()).orElseThrow();
			entityManager().remove(found);
			entityManager().persist(found);
		});
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void aParentAndItsChildCanBeDeletedInEitherOrder() {
		for (boolean parentFirst : new boolean[] { true, false }) {
			Customer customer = customerWithAll("order " + parentFirst);
			Tables before = contents();
			inTransaction(() -> {
				Customer found = this.customers.findById(customer.getId()).orElseThrow();
				List<Purchase> children = new ArrayList<>(found.getPurchases());
				if (parentFirst) {
					this.customers.delete(found);
				}
				found.getPurchases().clear();
				children.forEach(this.purchases::delete);
				if (!parentFirst) {
					this.customers.delete(found);
				}
			});
			assertThat(contents()).isEqualTo(before);
			assertThat(this.customers.existsDeletedById(customer.getId())).isTrue();
			assertThat(jdbcLongs("select count(*) from purchase where customer_id = ? and deleted_at is not null",
					customer.getId()))
				.containsExactly(2L);
		}
	}

	@Test
	void anEntityDeletedInTheTransactionThatCreatedItIsARowInTheTrash() {
		Long id = inTransaction(() -> {
			Customer customer = this.customers.save(new Customer("short-lived"));
			customer.getPhones().add(new Customer.Phone("home", "1"));
			entityManager().flush();
			this.customers.delete(customer);
			return customer.getId();
		});
		assertThat(this.customers.existsById(id)).isFalse();
		assertThat(this.customers.findDeletedById(id)).isPresent();
		assertThat(jdbcLongs("select count(*) from customer_phones where customer_id = ?", id)).containsExactly(1L);
		assertThat(this.customers.history(id)).extracting(HistoryEntry::kind).containsExactly(HistoryKind.DELETED);
	}

	@Test
	void aStatelessSessionDeletesTheRowAloneAndKeepsItsLinksAndElements() {
		Customer customer = customerWithAll("stateless");
		Tables before = contents();
		as("clerk", () -> {
			try (StatelessSession session = this.application.bean(EntityManagerFactory.class)
				.unwrap(SessionFactory.class)
				.openStatelessSession()) {
				session.beginTransaction();
				Customer found = session.get(Customer.class, customer.getId());
				session.delete(found);
				session.getTransaction().commit();
				assertThat(found.getDeletedBy()).isEqualTo("clerk");
			}
		});
		assertThat(contents()).isEqualTo(before);
		assertThat(this.customers.findDeletedById(customer.getId()).orElseThrow().getDeletedBy()).isEqualTo("clerk");
		assertThat(this.customers.history(customer.getId())).extracting(HistoryEntry::kind)
			.containsExactly(HistoryKind.CREATED, HistoryKind.DELETED);
		assertThatExceptionOfType(StaleObjectStateException.class).isThrownBy(() -> {
			try (StatelessSession session = this.application.bean(EntityManagerFactory.class)
				.unwrap(SessionFactory.class)
				.openStatelessSession()) {
				session.beginTransaction();
				session.delete(customer);
				session.getTransaction().commit();
			}
		});
	}

	@Test
	void deletingAllDeletesAll() {
		for (Runnable deleteAll : List.<Runnable>of(this.items::deleteAll, this.items::deleteAllInBatch)) {
			item("one");
			item("two");
			Tables before = contents();
			assertThat(this.items.count()).isPositive();
			deleteAll.run();
			assertThat(this.items.count()).isZero();
			assertThat(contents()).isEqualTo(before);
		}
	}

	@Test
	void aPhysicalDeleteIsRefusedBeforeItTouchesAnything() {
		customerWithAll("physical");
		Tables before = this.application.tables();
		Map<String, Runnable> statements = new LinkedHashMap<>();
		for (String sql : new String[] { "delete from customer", "DELETE FROM \"customer\" c", "delete customer",
				"/* why */ delete from customer where id = 1", "truncate table customer",
				"with x as (select 1) delete from customer", "delete c from customer c" }) {
			statements.put(sql, () -> entityManager().createNativeQuery(sql).executeUpdate());
		}
		statements.forEach((name, statement) -> assertThatExceptionOfType(PhysicalDeleteException.class).as(name)
			.isThrownBy(() -> inTransaction(statement))
			.withMessageContaining("Customer")
			.withMessageContaining("purge"));
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void aBulkUpdateStillWorks() {
		Customer customer = customerWithAll("bulk update");
		this.customers.deleteById(customerWithAll("bulk update").getId());
		int updated = inTransaction(
				() -> entityManager().createQuery("update Customer c set c.name = 'bulk updated' where c.name = :name")
					.setParameter("name", "bulk update")
					.executeUpdate());
		assertThat(updated).isEqualTo(1);
		assertThat(this.customers.findById(customer.getId()).orElseThrow().getName()).isEqualTo("bulk updated");
	}

	@Test
	void aBulkUpdateOfTheDeletionsAttributesIsRefused() {
		Customer customer = customerWithAll("bulk deletion");
		Tables before = this.application.tables();
		for (String assignment : new String[] { "deletedAt = instant", "deletedBy = 'me'", "deletionId = null" }) {
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).as(assignment)
				.isThrownBy(() -> inTransaction(() -> entityManager()
					.createQuery("update Customer c set c.%s where c.id = %d".formatted(assignment, customer.getId()))
					.executeUpdate()));
		}
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void theApplicationCannotWriteTheDeletionsColumnsByAnUpdate() {
		LegacyItem item = item("by hand");
		this.application.jdbc().update("update legacy_item set deleted = null where id = ?", item.getId());
		this.application.statements().clear();
		inTransaction(() -> this.items.findById(item.getId()).orElseThrow().setName("changed"));
		assertThat(this.application.statements().changes()).allMatch((sql) -> !sql.contains("deleted=?")).hasSize(1);
		this.items.deleteById(item.getId());
		assertThat(this.items.existsById(item.getId())).isFalse();
		assertThat(this.items.existsDeletedById(item.getId())).isTrue();
	}

	private void inOtherTransaction(Runnable work) {
		assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
		this.application.inNewTransaction(work);
	}

	private LegacyItem item(String name) {
		return this.items.save(new LegacyItem(name, null));
	}

	private Tables contents() {
		return this.application.contentsWithout(
				Set.of("version", "deleted_at", "deleted_by", "deletion_id", "gone_since", "deletion", "deleted"));
	}

	private List<Long> links(Customer customer) {
		return jdbcLongs("select tags_id from customer_tags where customer_id = ?", customer.getId());
	}

	private List<Long> jdbcLongs(String sql, Object... parameters) {
		return this.application.jdbc().queryForList(sql, Long.class, parameters);
	}

	@Test
	void anOrphanThatIsDeletedAsWellIsDeletedOnce() {
		Customer customer = customerWithAll("orphan and deleted");
		inTransaction(() -> {
			Customer found = this.customers.findById(customer.getId()).orElseThrow();
			Purchase purchase = found.getPurchases().iterator().next();
			found.getPurchases().remove(purchase);
			purchase.setTitle("changed");
			this.purchases.deleteById(purchase.getId());
			assertThat(this.purchases.findDeletedById(purchase.getId())).isPresent();
		});
	}

}
