package io.github.softdeleteaudit.softdelete;

import java.util.List;
import java.util.Set;

import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.HistoryKind;
import io.github.softdeleteaudit.model.Customer;
import io.github.softdeleteaudit.model.LegacyItem;
import io.github.softdeleteaudit.model.ModelContract;
import io.github.softdeleteaudit.model.Tag;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.orm.ObjectRetrievalFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a purge removes, and what it refuses.
 */
abstract class PurgeContract extends ModelContract {

	PurgeContract(TestDatabase database) {
		super(database);
	}

	@Override
	protected String[] properties() {
		return new String[] { "spring.jpa.properties.hibernate.jdbc.batch_size=50" };
	}

	@Test
	void aPurgeOfAnUnauditedRowIsNotLeftInABatch() {
		LegacyItem item = this.items.save(new LegacyItem("unaudited", null));
		this.items.deleteById(item.getId());
		this.items.purge(item.getId());
		assertThat(this.application.jdbc()
			.queryForObject("select count(*) from legacy_item where id = ?", Long.class, item.getId())).isZero();
	}

	@Test
	void aReferenceThatOnlyTheDatabaseKnowsIsATypedErrorToo() {
		Tag tag = tag("known to the database");
		this.application.jdbc()
			.execute(
					"create table outsider (tag_id bigint, constraint outsider_fk foreign key (tag_id) references tag (id))");
		this.application.jdbc().update("insert into outsider values (?)", tag.getId());
		this.tags.delete(tag);
		Tables before = this.application.tables();
		assertThatExceptionOfType(StillReferencedException.class).isThrownBy(() -> this.tags.purge(tag.getId()))
			.satisfies((ex) -> assertThat(ex.getId()).isEqualTo(tag.getId()));
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void aPurgeRemovesTheRowWithItsElementsAndLinksAndNothingElse() {
		customerWithAll("bystander");
		Tables before = this.application.contentsWithout(Set.of());
		Long id = inTransaction(() -> {
			Customer customer = new Customer("purged");
			customer.getTags().add(entityManager().find(Tag.class, this.tags.findAll().get(0).getId()));
			customer.getPhones().add(new Customer.Phone("home", "1"));
			customer.getNotes().add("note");
			return this.customers.save(customer).getId();
		});
		as("clerk", () -> this.customers.deleteById(id));
		this.application.clock().tick();
		as("manager", () -> this.customers.purge(id));
		assertThat(this.application.contentsWithout(Set.of())).isEqualTo(before);
		assertThat(this.customers.findDeletedById(id)).isEmpty();
		List<HistoryEntry<Customer>> history = this.customers.history(id);
		assertThat(history).extracting(HistoryEntry::kind)
			.containsExactly(HistoryKind.CREATED, HistoryKind.DELETED, HistoryKind.PURGED);
		assertThat(history).extracting(HistoryEntry::actor).containsExactly("system", "clerk", "manager");
		assertThat(history).extracting((entry) -> entry.entity().getName()).containsOnly("purged");
	}

	@Test
	void aPurgeOfTheTargetOfLinksRemovesTheLinksHiddenOnesToo() {
		Customer customer = customerWithAll("links");
		Tag tag = inTransaction(
				() -> this.customers.findById(customer.getId()).orElseThrow().getTags().iterator().next());
		this.tags.delete(tag);
		this.tags.purge(tag.getId());
		assertThat(this.application.jdbc()
			.queryForObject("select count(*) from customer_tags where customer_id = ?", Long.class, customer.getId()))
			.isOne();
	}

	@Test
	void hiddenLinksOfAPurgedRowGoToo() {
		Customer customer = inTransaction(() -> {
			Customer created = new Customer("hidden");
			created.getTags().add(this.tags.save(new Tag("hidden")));
			return this.customers.save(created);
		});
		this.tags.delete(customer.getTags().iterator().next());
		this.customers.delete(customer);
		this.customers.purge(customer.getId());
		assertThat(this.customers.existsDeletedById(customer.getId())).isFalse();
	}

	@Test
	void aLiveRowIsNotPurged() {
		Customer customer = customerWithAll("live");
		Tables before = this.application.tables();
		assertThatExceptionOfType(NotDeletedException.class).isThrownBy(() -> this.customers.purge(customer.getId()))
			.satisfies((ex) -> {
				assertThat(ex.getEntityName()).isEqualTo(Customer.class.getName());
				assertThat(ex.getId()).isEqualTo(customer.getId());
			});
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void anUnknownIdIsAnError() {
		assertThatExceptionOfType(ObjectRetrievalFailureException.class).isThrownBy(() -> this.customers.purge(-1L));
	}

	@Test
	void aRowThatOthersReferToIsNotPurgedWhetherTheyAreLiveOrDeleted() {
		Customer customer = customerWithAll("referenced");
		this.customers.deleteById(customer.getId());
		Tables before = this.application.tables();
		assertThatExceptionOfType(StillReferencedException.class)
			.isThrownBy(() -> this.customers.purge(customer.getId()))
			.satisfies((ex) -> {
				assertThat(ex.getReference()).isEqualTo("io.github.softdeleteaudit.model.Purchase.customer");
				assertThat(ex.getCount()).isEqualTo(2);
				assertThat(ex.getId()).isEqualTo(customer.getId());
			});
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void aRefusedPurgeLeavesTheTransactionUsable() {
		Customer customer = customerWithAll("usable");
		inTransaction(() -> {
			assertThatExceptionOfType(NotDeletedException.class).isThrownBy(() -> purger(customer.getId()));
			this.customers.findById(customer.getId()).orElseThrow().setName("written");
		});
		assertThat(this.customers.findById(customer.getId()).orElseThrow().getName()).isEqualTo("written");
	}

	@Test
	void deleteAndPurgeInOneTransactionLeavesOnePurgedEntry() {
		Long id = inTransaction(() -> this.customers.save(new Customer("both"))).getId();
		inTransaction(() -> {
			this.customers.deleteById(id);
			this.customers.purge(id);
		});
		assertThat(this.customers.existsDeletedById(id)).isFalse();
		assertThat(this.customers.history(id)).hasSize(2)
			.last()
			.satisfies((entry) -> assertThat(entry.kind()).isIn(HistoryKind.DELETED, HistoryKind.PURGED));
	}

	@Test
	void aRowMarkedByHandIsPurgedAndItsHistorySaysSo() {
		Long id = inTransaction(() -> this.customers.save(new Customer("hand"))).getId();
		this.application.jdbc()
			.update("update customer set deleted_at = ? where id = ?",
					java.sql.Timestamp.from(this.application.clock().instant()), id);
		this.application.clock().tick();
		this.customers.purge(id);
		assertThat(this.customers.history(id)).extracting(HistoryEntry::kind)
			.containsExactly(HistoryKind.CREATED, HistoryKind.PURGED);
	}

	@Test
	void aRestoreIsNotLostToAConcurrentPurge() {
		Long id = inTransaction(() -> this.customers.save(new Customer("race"))).getId();
		this.customers.deleteById(id);
		assertThatExceptionOfType(NotDeletedException.class).isThrownBy(() -> inTransaction(() -> {
			this.application.inNewTransaction(() -> this.customers.restore(id));
			this.customers.purge(id);
		}));
		assertThat(this.customers.existsById(id)).isTrue();
	}

	// without the repository's own transaction boundary, which would mark the
	// surrounding one
	private void purger(Long id) {
		io.github.softdeleteaudit.softdelete.hibernate.SoftDeletePersister persister = io.github.softdeleteaudit.softdelete.hibernate.SoftDeletePersister
			.find(entityManager().getEntityManagerFactory()
				.unwrap(org.hibernate.engine.spi.SessionFactoryImplementor.class), Customer.class);
		new io.github.softdeleteaudit.softdelete.hibernate.Purger(List.of()).purge(entityManager(), persister, id);
	}

}
