package io.github.softdeleteaudit.softdelete;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.domain.Example;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.core.PropertyReferenceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Live rows everywhere, deleted rows on request, references that show their target.
 */
abstract class ReadContract extends ModelContract {

	ReadContract(TestDatabase database) {
		super(database);
	}

	@Test
	void everyQuerySeesLiveRowsOnly() {
		Customer live = customerWithAll("everyQuery live");
		Customer deleted = customerWithAll("everyQuery deleted");
		this.customers.delete(deleted);
		List<Long> both = List.of(live.getId(), deleted.getId());
		assertThat(this.customers.findById(deleted.getId())).isEmpty();
		assertThat(this.customers.existsById(deleted.getId())).isFalse();
		assertThat(this.customers.findAllById(both)).extracting(Customer::getId).containsExactly(live.getId());
		assertThat(this.customers.findAll()).extracting(Customer::getId)
			.contains(live.getId())
			.doesNotContain(deleted.getId());
		assertThat(this.customers.findAll(PageRequest.of(0, 1000))).extracting(Customer::getId)
			.doesNotContain(deleted.getId());
		assertThat(this.customers.findByName("everyQuery deleted")).isEmpty();
		assertThat(this.customers.existsByName("everyQuery deleted")).isFalse();
		assertThat(this.customers.countByNameStartingWith("everyQuery")).isOne();
		assertThat(this.customers.count()).isEqualTo(this.customers.findAll().size());
		assertThat(this.tags.findAll(Example.of(new Tag("none")))).isEmpty();
		inTransaction(() -> {
			assertThat(entityManager().find(Customer.class, deleted.getId())).isNull();
			assertThat(entityManager().createQuery("select c.id from Customer c where c.id in :ids", Long.class)
				.setParameter("ids", both)
				.getResultList()).containsExactly(live.getId());
			assertThat(
					entityManager().createQuery("select p.id from Purchase p where p.customer.id in :ids", Long.class)
						.setParameter("ids", both)
						.getResultList())
				.hasSize(2);
			assertThat(entityManager()
				.createQuery(
						"select count(*) from Purchase p where exists (select 1 from Customer c where c = p.customer"
								+ " and c.id = :id)",
						Long.class)
				.setParameter("id", deleted.getId())
				.getSingleResult()).isZero();
		});
	}

	@Test
	void collectionsHoldLiveRowsOnlyHoweverTheyAreFetched() {
		Customer customer = customerWithAll("collections");
		this.tags.delete(customer.getTags().iterator().next());
		inTransaction(() -> {
			Customer found = this.customers.findById(customer.getId()).orElseThrow();
			found.getPurchases().remove(found.getPurchases().iterator().next());
		});
		inTransaction(() -> {
			Customer lazily = this.customers.findById(customer.getId()).orElseThrow();
			assertThat(lazily.getTags()).hasSize(1);
			assertThat(lazily.getPurchases()).hasSize(1);
			assertThat(lazily.getPurchases().iterator().next().getLines()).hasSize(2);
		});
		inTransaction(() -> {
			Customer fetched = entityManager()
				.createQuery(
						"select c from Customer c left join fetch c.tags left join fetch c.purchases where c.id = :id",
						Customer.class)
				.setParameter("id", customer.getId())
				.getSingleResult();
			assertThat(Hibernate.isInitialized(fetched.getTags())).isTrue();
			assertThat(fetched.getTags()).hasSize(1);
			assertThat(fetched.getPurchases()).hasSize(1);
		});
		inTransaction(() -> assertThat(entityManager()
			.createQuery("select p.title from Customer c join c.purchases p where c.id = :id", String.class)
			.setParameter("id", customer.getId())
			.getResultList()).hasSize(1));
	}

	@Test
	void aFoundDeletedRowIsStillNotFoundById() {
		Customer customer = customerWithAll("same transaction");
		this.customers.delete(customer);
		inTransaction(() -> {
			assertThat(this.customers.findDeletedById(customer.getId())).isPresent();
			assertThat(this.customers.findById(customer.getId())).isEmpty();
			assertThat(entityManager().find(Customer.class, customer.getId())).isNull();
			assertThat(this.customers.existsById(customer.getId())).isFalse();
		});
	}

	@Test
	void aRowDeletedInTheTransactionIsNotFoundInIt() {
		Customer customer = customerWithAll("deleted in transaction");
		inTransaction(() -> {
			this.customers.deleteById(customer.getId());
			assertThat(this.customers.findById(customer.getId())).isEmpty();
			assertThat(this.customers.findDeletedById(customer.getId())).isPresent();
			entityManager().flush();
			assertThat(this.customers.findById(customer.getId())).isEmpty();
			entityManager().clear();
			assertThat(this.customers.findById(customer.getId())).isEmpty();
		});
	}

	@Test
	void aLazyReferenceShowsItsDeletedTargetAndKeepsItsForeignKey() {
		Customer customer = customerWithAll("lazy reference");
		Long purchaseId = inTransaction(
				() -> this.customers.findById(customer.getId()).orElseThrow().getPurchases().iterator().next().getId());
		deleteOnlyTheRow(customer);
		Tables before = this.application.tablesWithoutVersions().only((table) -> table.equals("line"));
		inTransaction(() -> {
			Purchase purchase = this.purchases.findById(purchaseId).orElseThrow();
			assertThat(purchase.getCustomer().getName()).isEqualTo("lazy reference");
			purchase.setTitle("edited");
		});
		inTransaction(() -> {
			Purchase fetched = entityManager()
				.createQuery("select p from Purchase p join fetch p.customer where p.id = :id", Purchase.class)
				.setParameter("id", purchaseId)
				.getSingleResult();
			assertThat(fetched.getCustomer().getName()).isEqualTo("lazy reference");
			fetched.setTitle("edited again");
		});
		Purchase detached = inTransaction(() -> this.purchases.findById(purchaseId).orElseThrow());
		detached.setTitle("edited detached");
		this.purchases.save(detached);
		assertThat(jdbcLong("select customer_id from purchase where id = ?", purchaseId)).isEqualTo(customer.getId());
		assertThat(this.application.tablesWithoutVersions().only((table) -> table.equals("line"))).isEqualTo(before);
	}

	@Test
	void anEagerReferenceShowsItsDeletedTargetAndKeepsItsForeignKey() {
		Tag tag = tag("eager reference");
		Integer id = this.items.save(new LegacyItem("item", tag)).getId();
		this.tags.delete(tag);
		assertThat(this.items.findById(id).orElseThrow().getTag().getLabel()).isEqualTo("eager reference");
		assertThat(this.items.findAll()).filteredOn((item) -> item.getId().equals(id))
			.extracting((item) -> item.getTag().getLabel())
			.containsExactly("eager reference");
		inTransaction(() -> this.items.findById(id).orElseThrow().setName("edited"));
		LegacyItem detached = this.items.findById(id).orElseThrow();
		detached.setName("edited detached");
		this.items.save(detached);
		try (StatelessSession session = this.application.bean(jakarta.persistence.EntityManagerFactory.class)
			.unwrap(SessionFactory.class)
			.openStatelessSession()) {
			LegacyItem found = session.get(LegacyItem.class, id);
			assertThat(found.getTag().getLabel()).isEqualTo("eager reference");
			session.beginTransaction();
			found.setName("edited stateless");
			session.update(found);
			session.getTransaction().commit();
		}
		assertThat(jdbcLong("select tag_id from legacy_item where id = ?", id)).isEqualTo(tag.getId());
	}

	@Test
	void aRequiredEagerReferenceToADeletedRowHidesNothing() {
		Customer customer = customerWithAll("required");
		Line line = inTransaction(() -> this.customers.findById(customer.getId())
			.orElseThrow()
			.getPurchases()
			.iterator()
			.next()
			.getLines()
			.get(0));
		this.application.jdbc()
			.update("update purchase set deleted_at = ? where customer_id = ?",
					java.sql.Timestamp.from(this.application.clock().instant()), customer.getId());
		assertThat(this.lines.findById(line.getId())).isPresent();
		assertThat(this.lines.findAll()).extracting(Line::getId).contains(line.getId());
		assertThat(this.lines.count()).isEqualTo(this.lines.findAll().size());
	}

	@Test
	void sortingAndProjectingThroughAReferenceDropsNoRow() {
		Customer one = customerWithAll("sorting 1");
		Customer two = customerWithAll("sorting 2");
		deleteOnlyTheRow(one);
		inTransaction(() -> {
			assertThat(entityManager()
				.createQuery(
						"select p.customer.name from Purchase p where p.customer.id in :ids order by p.customer.name",
						String.class)
				.setParameter("ids", List.of(one.getId(), two.getId()))
				.getResultList()).containsExactly("sorting 1", "sorting 1", "sorting 2", "sorting 2");
			assertThat(entityManager()
				.createQuery("select c.name from Purchase p join p.customer c where p.customer.id = :id", String.class)
				.setParameter("id", one.getId())
				.getResultList()).containsExactly("sorting 1", "sorting 1");
		});
		Page<Purchase> page = this.purchases.findAll(PageRequest.of(0, 1000, Sort.by("customer.name")));
		assertThat(page.getTotalElements()).isEqualTo(page.getNumberOfElements());
		assertThat(page).filteredOn((purchase) -> purchase.getCustomer().getId().equals(one.getId())).hasSize(2);
	}

	@Test
	void deletedRowsAreFoundOnRequestOnly() {
		long before = this.tags.countDeleted();
		List<Tag> some = this.tags.saveAll(IntStream.range(0, 5).mapToObj((i) -> new Tag("trash " + i)).toList());
		for (Tag tag : some.subList(0, 3)) {
			this.application.clock().tick();
			as("clerk", () -> this.tags.deleteById(tag.getId()));
		}
		assertThat(this.tags.countDeleted()).isEqualTo(before + 3);
		assertThat(this.tags.findDeleted()).extracting(Tag::getLabel).startsWith("trash 2", "trash 1", "trash 0");
		assertThat(this.tags.findDeleted()).extracting(Tag::getDeletedBy).startsWith("clerk", "clerk", "clerk");
		assertThat(this.tags.existsDeletedById(some.get(0).getId())).isTrue();
		assertThat(this.tags.existsDeletedById(some.get(4).getId())).isFalse();
		assertThat(this.tags.findDeletedById(some.get(4).getId())).isEmpty();
		assertThat(this.tags.findDeletedById(-1L)).isEmpty();
		Page<Tag> page = this.tags.findDeleted(PageRequest.of(1, 2, Sort.by(Sort.Direction.DESC, "label")));
		assertThat(page.getTotalElements()).isEqualTo(before + 3);
		assertThat(this.tags.findDeleted(PageRequest.of(0, 2))).extracting(Tag::getLabel)
			.containsExactly("trash 2", "trash 1");
		assertThat(this.tags.findDeleted(PageRequest.of(0, 2, Sort.by("id").descending()))).extracting(Tag::getId)
			.containsExactly(some.get(2).getId(), some.get(1).getId());
		assertThat(this.tags.findDeleted(Pageable.unpaged())).hasSize((int) before + 3);
		assertThat(this.tags.findDeleted(Pageable.unpaged(Sort.by("label").descending()))).extracting(Tag::getLabel)
			.isSortedAccordingTo(java.util.Comparator.reverseOrder());
		assertThatExceptionOfType(PropertyReferenceException.class)
			.isThrownBy(() -> this.tags.findDeleted(PageRequest.of(0, 2, Sort.by("nonsense"))));
	}

	@Test
	void aRowMarkedByHandInSqlIsInTheTrash() {
		Customer customer = customerWithAll("by hand");
		LegacyItem item = this.items.save(new LegacyItem("by hand", null));
		deleteOnlyTheRow(customer);
		this.application.jdbc().update("update legacy_item set deleted = ? where id = ?", true, item.getId());
		assertThat(this.customers.findById(customer.getId())).isEmpty();
		assertThat(this.customers.findDeletedById(customer.getId())).isPresent();
		assertThat(this.items.findById(item.getId())).isEmpty();
		assertThat(this.items.findDeletedById(item.getId())).isPresent();
		this.customers.restore(customer.getId());
		this.items.restore(item.getId());
		assertThat(this.customers.history(customer.getId())).extracting(HistoryEntry::kind)
			.containsExactly(HistoryKind.CREATED, HistoryKind.RESTORED);
		assertThat(this.customers.findById(customer.getId())).isPresent();
		assertThat(this.items.findById(item.getId())).isPresent();
	}

	@Test
	void aBooleanOfNullOrFalseMeansLive() {
		LegacyItem item = this.items.save(new LegacyItem("null", null));
		for (Boolean live : new Boolean[] { null, false }) {
			this.application.jdbc().update("update legacy_item set deleted = ? where id = ?", live, item.getId());
			assertThat(this.items.findById(item.getId())).isPresent();
			assertThat(this.items.findAll()).extracting(LegacyItem::getId).contains(item.getId());
			assertThat(this.items.findDeletedById(item.getId())).isEmpty();
			this.items.deleteById(item.getId());
			assertThat(this.items.findById(item.getId())).isEmpty();
			assertThat(this.items.findDeletedById(item.getId())).isPresent();
		}
	}

	@Test
	void deletedEntitiesAreReadOnly() {
		Customer customer = customerWithAll("read-only");
		this.customers.delete(customer);
		Tables before = this.application.tables();
		inTransaction(() -> {
			Customer deleted = this.customers.findDeletedById(customer.getId()).orElseThrow();
			deleted.setName("changed");
		});
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void aDeletedEntityThatTheSessionHasReadBeforeIsReadOnlyToo() {
		Customer customer = customerWithAll("read before");
		this.customers.delete(customer);
		Tables before = this.application.tables();
		inTransaction(() -> {
			assertThat(this.customers.findById(customer.getId())).isEmpty();
			Customer deleted = this.customers.findDeletedById(customer.getId()).orElseThrow();
			deleted.setName("changed");
		});
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void aPageFarBeyondTheLastIsRefusedAsSpringDataDoes() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.tags.findDeleted(PageRequest.of(Integer.MAX_VALUE, 100)));
	}

	@Test
	void aScopeReachesQueriesOfTheApplicationAndEndsWithItsBlock() {
		Customer customer = customerWithAll("scope");
		this.customers.deleteById(customer.getId());
		inTransaction(() -> {
			Optional<Customer> including = SoftDeleteScope.includingDeleted(() -> this.customers.findByName("scope"));
			assertThat(including).isPresent();
			assertThat(
					SoftDeleteScope.onlyDeleted(Customer.class, () -> this.customers.countByNameStartingWith("scope")))
				.isOne();
			assertThat(this.customers.countByNameStartingWith("scope")).isZero();
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> SoftDeleteScope.includingDeleted(() -> {
					throw new IllegalStateException();
				}));
			assertThat(this.customers.findByName("scope")).isEmpty();
		});
	}

	private void deleteOnlyTheRow(Customer customer) {
		this.application.jdbc()
			.update("update customer set deleted_at = ? where id = ?",
					java.sql.Timestamp.from(this.application.clock().instant()), customer.getId());
	}

	private Long jdbcLong(String sql, Object... parameters) {
		return this.application.jdbc().queryForObject(sql, Long.class, parameters);
	}

}
