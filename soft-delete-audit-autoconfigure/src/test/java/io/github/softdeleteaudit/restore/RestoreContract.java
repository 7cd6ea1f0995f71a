package io.github.softdeleteaudit.restore;

import java.util.List;

import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.HistoryKind;
import io.github.softdeleteaudit.model.Customer;
import io.github.softdeleteaudit.model.LegacyItem;
import io.github.softdeleteaudit.model.ModelContract;
import io.github.softdeleteaudit.model.Purchase;
import io.github.softdeleteaudit.model.Tag;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.orm.ObjectRetrievalFailureException;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a restore brings back, and what it leaves alone.
 */
abstract class RestoreContract extends ModelContract {

	RestoreContract(TestDatabase database) {
		super(database);
	}

	@Test
	void aRestoreBringsBackEveryRowAsItWas() {
		Customer customer = customerWithAll("everything");
		Tables before = contents();
		this.customers.deleteById(customer.getId());
		Customer restored = this.customers.restore(customer.getId());
		assertThat(contents()).isEqualTo(before);
		assertThat(restored.getDeletedAt()).isNull();
		assertThat(restored.getVersion()).isEqualTo(customer.getVersion() + 2);
		inTransaction(() -> {
			Customer found = this.customers.findById(customer.getId()).orElseThrow();
			assertThat(found.getTags()).hasSize(2);
			assertThat(found.getPhones()).hasSize(2);
			assertThat(found.getPurchases()).hasSize(2)
				.allSatisfy((purchase) -> assertThat(purchase.getLines()).hasSize(2));
		});
	}

	@Test
	void whatWasDeletedBeforeOrByAnotherDeletionStaysDeleted() {
		Customer customer = customerWithAll("before");
		Customer sibling = customerWithAll("sibling");
		Purchase earlier = inTransaction(() -> {
			Customer found = this.customers.findById(customer.getId()).orElseThrow();
			Purchase purchase = found.getPurchases().iterator().next();
			found.getPurchases().remove(purchase);
			return purchase;
		});
		Tables before = contents();
		this.customers.deleteById(sibling.getId());
		Tables withoutSibling = contents();
		this.customers.deleteById(customer.getId());
		this.customers.restore(customer.getId());
		assertThat(contents()).isEqualTo(withoutSibling).isNotEqualTo(before);
		assertThat(this.purchases.existsDeletedById(earlier.getId())).isTrue();
		this.customers.restore(sibling.getId());
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void ofADeletionOfSeveralARestoreOfOneBringsBackThatOne() {
		Customer one = customerWithAll("several one");
		Customer two = customerWithAll("several two");
		inTransaction(() -> {
			this.customers.deleteById(one.getId());
			this.customers.deleteById(two.getId());
		});
		this.customers.restore(one.getId());
		assertThat(this.customers.existsById(one.getId())).isTrue();
		assertThat(this.customers.existsDeletedById(two.getId())).isTrue();
		assertThat(this.application.jdbc()
			.queryForObject("select count(*) from purchase where deleted_at is not null and customer_id = ?",
					Long.class, two.getId()))
			.isEqualTo(2);
	}

	@Test
	void restoringAChildBringsBackTheParentOfTheSameDeletionWithItsChildren() {
		Customer customer = customerWithAll("child");
		Long purchaseId = inTransaction(
				() -> this.customers.findById(customer.getId()).orElseThrow().getPurchases().iterator().next().getId());
		this.customers.deleteById(customer.getId());
		Purchase restored = this.purchases.restore(purchaseId);
		assertThat(restored.getTitle()).isNotNull();
		inTransaction(() -> {
			assertThat(this.customers.findById(customer.getId()).orElseThrow().getPurchases()).hasSize(2)
				.allSatisfy((purchase) -> assertThat(purchase.getLines()).hasSize(2));
		});
	}

	@Test
	void aRestoreOfOneRowUsesTheQueriesThatAnEarlierOneHasMade() {
		Statistics statistics = this.application.bean(EntityManagerFactory.class)
			.unwrap(SessionFactory.class)
			.getStatistics();
		statistics.setStatisticsEnabled(true);
		try {
			for (String name : List.of("earlier", "later")) {
				Customer customer = this.customers.save(new Customer(name));
				this.customers.deleteById(customer.getId());
				statistics.clear();
				this.customers.restore(customer.getId());
			}
			assertThat(statistics.getQueryExecutionCount()).isPositive();
			// the text of each, and its plan
			assertThat(statistics.getQueryPlanCacheHitCount()).isEqualTo(2 * statistics.getQueryExecutionCount());
		}
		finally {
			statistics.setStatisticsEnabled(false);
		}
	}

	@Test
	void restoringALiveRowChangesNothing() {
		Customer customer = customerWithAll("live");
		Tables before = this.application.tables();
		assertThat(this.customers.restore(customer.getId()).getName()).isEqualTo("live");
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void restoringAnUnknownIdFails() {
		Tables before = this.application.tables();
		assertThatExceptionOfType(ObjectRetrievalFailureException.class).isThrownBy(() -> this.customers.restore(-1L));
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void aRestoreIsRolledBackWithItsTransaction() {
		Customer customer = customerWithAll("rolled back");
		this.customers.deleteById(customer.getId());
		Tables before = this.application.tables();
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> inTransaction(() -> {
			this.customers.restore(customer.getId());
			throw new IllegalStateException();
		}));
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void aRolledBackRestoreLeavesNothingForTheNextTransactionOfTheSession() {
		Customer customer = customerWithAll("open session in view");
		this.customers.deleteById(customer.getId());
		EntityManagerFactory factory = this.application.bean(EntityManagerFactory.class);
		TransactionSynchronizationManager.bindResource(factory, new EntityManagerHolder(factory.createEntityManager()));
		try {
			Tables before = this.application.tables();
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> inTransaction(() -> {
				this.customers.restore(customer.getId());
				throw new IllegalStateException();
			}));
			inTransaction(() -> assertThat(this.customers.findById(customer.getId())).isEmpty());
			assertThat(this.application.tables()).isEqualTo(before);
		}
		finally {
			((EntityManagerHolder) TransactionSynchronizationManager.unbindResource(factory)).getEntityManager()
				.close();
		}
	}

	@Test
	void aRestoreInTheTransactionOfTheDeleteUndoesIt() {
		for (boolean flush : new boolean[] { true, false }) {
			Customer customer = customerWithAll("same transaction " + flush);
			Tables before = contents();
			inTransaction(() -> {
				this.customers.deleteById(customer.getId());
				if (flush) {
					entityManager().flush();
				}
				this.customers.restore(customer.getId());
			});
			assertThat(contents()).isEqualTo(before);
			assertThat(this.customers.history(customer.getId())).extracting(HistoryEntry::kind)
				.doesNotContain(HistoryKind.DELETED)
				.startsWith(HistoryKind.CREATED);
			assertThat(liveAndHistoryAgree(customer.getId())).isTrue();
		}
	}

	@Test
	void aRestoredEntityCanBeEditedAndDeletedAgainInTheTransaction() {
		Customer customer = customerWithAll("edit again");
		this.customers.deleteById(customer.getId());
		inTransaction(() -> {
			Customer restored = this.customers.restore(customer.getId());
			restored.setName("edited");
			restored.getPhones().clear();
		});
		Customer edited = this.customers.findById(customer.getId()).orElseThrow();
		assertThat(edited.getName()).isEqualTo("edited");
		assertThat(this.customers.history(customer.getId())).last().satisfies((entry) -> {
			assertThat(entry.kind()).isEqualTo(HistoryKind.RESTORED);
			assertThat(entry.entity().getName()).isEqualTo("edited");
		});
		this.customers.deleteById(customer.getId());
		inTransaction(() -> {
			this.customers.restore(customer.getId());
			this.customers.deleteById(customer.getId());
		});
		assertThat(this.customers.existsDeletedById(customer.getId())).isTrue();
		assertThat(liveAndHistoryAgree(customer.getId())).isTrue();
	}

	@Test
	void anInstanceInThePersistenceContextIsRefreshed() {
		Customer customer = customerWithAll("refreshed");
		this.customers.deleteById(customer.getId());
		inTransaction(() -> {
			Customer deleted = this.customers.findDeletedById(customer.getId()).orElseThrow();
			Customer restored = this.customers.restore(customer.getId());
			assertThat(restored).isSameAs(deleted);
			assertThat(restored.getDeletedAt()).isNull();
			restored.setName("refreshed and changed");
		});
		assertThat(this.customers.findById(customer.getId()).orElseThrow().getName())
			.isEqualTo("refreshed and changed");
	}

	@Test
	void deleteAndRestoreCanAlternate() {
		Customer customer = customerWithAll("alternate");
		Tables before = contents();
		for (int i = 0; i < 3; i++) {
			this.application.clock().tick();
			as("clerk", () -> this.customers.deleteById(customer.getId()));
			this.application.clock().tick();
			as("manager", () -> this.customers.restore(customer.getId()));
		}
		assertThat(contents()).isEqualTo(before);
		List<HistoryEntry<Customer>> history = this.customers.history(customer.getId());
		assertThat(history).extracting(HistoryEntry::kind)
			.containsExactly(HistoryKind.CREATED, HistoryKind.DELETED, HistoryKind.RESTORED, HistoryKind.DELETED,
					HistoryKind.RESTORED, HistoryKind.DELETED, HistoryKind.RESTORED);
		assertThat(history).extracting(HistoryEntry::actor)
			.containsExactly("system", "clerk", "manager", "clerk", "manager", "clerk", "manager");
	}

	@Test
	void ofTwoConcurrentRestoresOneWinsAndTheOtherFailsOrSeesALiveRow() {
		Customer customer = customerWithAll("two restores");
		this.customers.deleteById(customer.getId());
		Tables before = contents();
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> inTransaction(() -> {
			assertThat(this.customers.findDeletedById(customer.getId())).isPresent();
			this.application.inNewTransaction(() -> this.customers.restore(customer.getId()));
			// what this transaction has read is stale now
			Customer mine = this.customers.findDeletedById(customer.getId()).orElse(null);
			if (mine != null) {
				this.customers.restore(customer.getId());
			}
			else {
				throw new OptimisticLockingFailureException("read committed: the row is seen as live");
			}
		}));
		assertThat(contents()).isNotEqualTo(before);
		assertThat(this.customers.existsById(customer.getId())).isTrue();
		assertThat(this.customers.history(customer.getId())).extracting(HistoryEntry::kind)
			.containsExactly(HistoryKind.CREATED, HistoryKind.DELETED, HistoryKind.RESTORED);
	}

	@Test
	void withoutADeletionIdTheTimeOfTheDeletionNamesItAndABooleanRestoresTheRowAlone() {
		Tag tag = tag("without id");
		LegacyItem item = this.items.save(new LegacyItem("boolean", tag));
		inTransaction(() -> {
			this.tags.deleteById(tag.getId());
			this.items.deleteById(item.getId());
		});
		this.items.restore(item.getId());
		assertThat(this.items.existsById(item.getId())).isTrue();
		assertThat(this.tags.existsById(tag.getId())).isFalse();
		this.tags.restore(tag.getId());
		assertThat(this.tags.findById(tag.getId()).orElseThrow().getDeletedBy()).isNull();
	}

	@Test
	void theNumberOfStatementsDoesNotDependOnTheNumberOfRows() {
		Customer few = customerWithAll("few");
		Customer many = inTransaction(() -> {
			Customer customer = this.customers.save(new Customer("many"));
			for (int i = 0; i < 40; i++) {
				new io.github.softdeleteaudit.model.Line(new Purchase(customer, "p" + i), "l");
			}
			return customer;
		});
		this.customers.deleteById(few.getId());
		this.customers.deleteById(many.getId());
		this.application.statements().clear();
		this.customers.restore(few.getId());
		int statements = this.application.statements().all().size();
		this.application.statements().clear();
		this.customers.restore(many.getId());
		assertThat(this.application.statements().all()).hasSize(statements);
	}

	private boolean liveAndHistoryAgree(Long id) {
		List<HistoryEntry<Customer>> history = this.customers.history(id);
		return this.customers.existsById(id) == (history.get(history.size() - 1).kind() != HistoryKind.DELETED);
	}

	private Tables contents() {
		return this.application.contents();
	}

}
