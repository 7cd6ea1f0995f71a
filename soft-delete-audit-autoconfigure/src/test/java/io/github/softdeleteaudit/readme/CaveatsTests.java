package io.github.softdeleteaudit.readme;

import java.sql.Timestamp;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.softdeleteaudit.audit.HistoryKind;
import io.github.softdeleteaudit.model.ModelApplication;
import io.github.softdeleteaudit.readme.shop.Customer;
import io.github.softdeleteaudit.readme.shop.CustomerRepository;
import io.github.softdeleteaudit.readme.shop.LegacyItem;
import io.github.softdeleteaudit.readme.shop.LegacyItemRepository;
import io.github.softdeleteaudit.readme.shop.Purchase;
import io.github.softdeleteaudit.readme.shop.PurchaseRepository;
import io.github.softdeleteaudit.readme.shop.Shipment;
import io.github.softdeleteaudit.readme.shop.ShopApplication;
import io.github.softdeleteaudit.readme.shop.Tag;
import io.github.softdeleteaudit.readme.shop.TagRepository;
import io.github.softdeleteaudit.softdelete.NotDeletedException;
import io.github.softdeleteaudit.softdelete.PhysicalDeleteException;
import io.github.softdeleteaudit.softdelete.StillReferencedException;
import io.github.softdeleteaudit.test.TestApplication;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.hibernate.TransientPropertyValueException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import org.springframework.orm.ObjectOptimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What the README says of the caveats and of the exceptions, where no other test shows
 * it.
 */
@TestInstance(Lifecycle.PER_CLASS)
class CaveatsTests {

	private final List<List<String>> troubles = new Readme().table("What you see", "What it means and what to do");

	private TestApplication application;

	private CustomerRepository customers;

	private TagRepository tags;

	private LegacyItemRepository items;

	@BeforeAll
	void start() {
		this.application = TestApplication.start(TestDatabase.H2, ShopApplication.class);
		this.customers = this.application.bean(CustomerRepository.class);
		this.tags = this.application.bean(TagRepository.class);
		this.items = this.application.bean(LegacyItemRepository.class);
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	@BeforeEach
	void tick() {
		this.application.clock().tick();
	}

	@Test
	void aLinkToWhatIsDeletedInTheSameFlushStaysAlsoIfItIsTakenOut() {
		Customer customer = customer("links");
		Tag tag = customer.getTags().iterator().next();
		this.application.inTransaction(() -> {
			Customer found = this.customers.findById(customer.getId()).orElseThrow();
			Tag taken = found.getTags().iterator().next();
			found.getTags().remove(taken);
			this.tags.delete(taken);
		});
		assertThat(links(customer)).isOne();
		this.tags.restore(tag.getId());
		this.application.inTransaction(() -> this.customers.findById(customer.getId()).orElseThrow().getTags().clear());
		assertThat(links(customer)).as("a link to a live row that is taken out").isZero();
	}

	@Test
	void aLinkIsKeptWhenItsElementIsDeletedAndTheSetIsNotLoaded() {
		Customer customer = customer("not loaded");
		this.application.inTransaction(() -> {
			this.customers.findById(customer.getId()).orElseThrow();
			this.tags.deleteById(customer.getTags().iterator().next().getId());
		});
		assertThat(links(customer)).isOne();
	}

	@Test
	void anOrphanThatAnotherEntityRefersToFailsTheFlushWhereADeleteDoesNot() {
		EntityManager entityManager = this.application.bean(EntityManager.class);
		Customer customer = this.customers.save(new Customer("orphan"));
		Shipment shipment = this.application.inTransaction(() -> {
			Purchase purchase = new Purchase(this.customers.findById(customer.getId()).orElseThrow(), "shipped");
			Shipment added = new Shipment(purchase);
			entityManager.persist(purchase);
			entityManager.persist(added);
			return added;
		});
		Long id = shipment.getPurchase().getId();
		assertThatException().isThrownBy(() -> this.application.inTransaction(() -> {
			Shipment read = entityManager.find(Shipment.class, shipment.getId());
			read.getPurchase().getCustomer().getPurchases().remove(read.getPurchase());
		})).withRootCauseInstanceOf(TransientPropertyValueException.class);
		PurchaseRepository purchases = this.application.bean(PurchaseRepository.class);
		assertThat(purchases.existsById(id)).isTrue();
		this.application
			.inTransaction(() -> purchases.delete(entityManager.find(Shipment.class, shipment.getId()).getPurchase()));
		assertThat(purchases.existsDeletedById(id)).isTrue();
		assertThat(this.application.jdbc()
			.queryForObject("select purchase_id from shipment where id = ?", Long.class, shipment.getId()))
			.isEqualTo(id);
	}

	@Test
	void aChildThatComesWhileItsParentIsDeletedStaysUnlessTheParentsVersionGoesOnToo() {
		Customer unlocked = this.customers.save(new Customer("unlocked"));
		addPurchaseWhileDeleted(unlocked, LockModeType.NONE);
		assertThat(livePurchases(unlocked)).isOne();
		Customer locked = this.customers.save(new Customer("locked"));
		assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class)
			.isThrownBy(() -> addPurchaseWhileDeleted(locked, LockModeType.OPTIMISTIC_FORCE_INCREMENT));
		assertThat(livePurchases(locked)).isZero();
		assertThat(this.customers.existsDeletedById(locked.getId())).isTrue();
	}

	private void addPurchaseWhileDeleted(Customer customer, LockModeType lock) {
		EntityManager entityManager = this.application.bean(EntityManager.class);
		this.application.inTransaction(() -> {
			entityManager
				.persist(new Purchase(entityManager.find(Customer.class, customer.getId(), lock), "came meanwhile"));
			this.application.inNewTransaction(() -> this.customers.deleteById(customer.getId()));
		});
	}

	private long livePurchases(Customer customer) {
		return this.application.jdbc()
			.queryForObject("select count(*) from purchase where customer_id = ? and deleted_at is null", Long.class,
					customer.getId());
	}

	@Test
	void aRestoredBooleanIsFalseAlsoIfItWasNull() {
		LegacyItem item = this.items.save(new LegacyItem());
		assertThat(deleted(item)).isNull();
		this.items.deleteById(item.getId());
		assertThat(deleted(item)).isTrue();
		this.items.restore(item.getId());
		assertThat(deleted(item)).isFalse();
	}

	@Test
	void aNewChildIsNoEntryInTheHistoryOfItsParent() {
		Customer customer = customer("parent");
		this.application.inTransaction(() -> {
			new Purchase(this.customers.findById(customer.getId()).orElseThrow(), "another");
		});
		assertThat(this.customers.history(customer.getId())).extracting((entry) -> entry.kind())
			.containsExactly(HistoryKind.CREATED);
	}

	@Test
	void aChangeOfElementsOfAVersionedEntityIncrementsItsVersionButIsNoEntry() {
		Customer customer = customer("elements");
		this.application
			.inTransaction(() -> this.customers.findById(customer.getId()).orElseThrow().getPhones().add("2"));
		assertThat(this.customers.findById(customer.getId()).orElseThrow().getVersion())
			.isGreaterThan(customer.getVersion());
		assertThat(this.customers.history(customer.getId())).extracting((entry) -> entry.kind())
			.containsExactly(HistoryKind.CREATED);
	}

	@Test
	void exceptionsAreExplained() {
		Customer customer = customer("exceptions");
		isExplained(catchThrowable(() -> this.customers.purge(customer.getId())), NotDeletedException.class);
		for (String statement : new String[] { "delete from Customer", "delete from customer where id = 1" }) {
			isExplained(
					catchThrowable(() -> this.application
						.inTransaction(() -> entityManager().createNativeQuery(statement).executeUpdate())),
					PhysicalDeleteException.class);
		}
		this.application.inTransaction(() -> this.customers.findById(customer.getId()).orElseThrow().setName("new"));
		isExplained(catchThrowable(() -> this.customers.delete(customer)),
				ObjectOptimisticLockingFailureException.class);
		this.customers.deleteById(customer.getId());
		isExplained(catchThrowable(() -> this.customers.save(customer)), ObjectOptimisticLockingFailureException.class);
		isExplained(catchThrowable(() -> this.customers.purge(customer.getId())), StillReferencedException.class);
		Purchase purchase = this.application.bean(PurchaseRepository.class).findDeleted().get(0);
		this.application.bean(PurchaseRepository.class).purge(purchase.getId());
		this.customers.purge(customer.getId());
	}

	@Test
	void theHistoryOfARowMarkedByHandDoesNotSayThatItWasDeletedButThatItWasRestored() {
		Customer customer = customer("by hand");
		this.application.jdbc()
			.update("update customer set deleted_at = ? where id = ?",
					Timestamp.from(this.application.clock().instant()), customer.getId());
		assertThat(this.customers.existsDeletedById(customer.getId())).isTrue();
		assertThat(this.customers.history(customer.getId())).hasSize(1);
		this.customers.restore(customer.getId());
		assertThat(this.customers.history(customer.getId())).extracting((entry) -> entry.kind())
			.containsExactly(HistoryKind.CREATED, HistoryKind.RESTORED);
	}

	@Test
	void anEntityCreatedAndDeletedInOneTransactionHasOneEntry() {
		Long id = this.application.inTransaction(() -> {
			Customer customer = this.customers.save(new Customer("short-lived"));
			this.customers.delete(customer);
			return customer.getId();
		});
		assertThat(this.customers.existsDeletedById(id)).isTrue();
		assertThat(this.customers.history(id)).extracting((entry) -> entry.kind()).containsExactly(HistoryKind.DELETED);
	}

	@Test
	void enversCannotReadARecordBack() {
		try (TestApplication model = TestApplication.start(TestDatabase.H2, ModelApplication.class)) {
			var modelCustomers = model.bean(io.github.softdeleteaudit.model.CustomerRepository.class);
			var customer = new io.github.softdeleteaudit.model.Customer("record");
			customer.getPhones().add(new io.github.softdeleteaudit.model.Customer.Phone("home", "1"));
			Long id = modelCustomers.save(customer).getId();
			assertThatException().isThrownBy(
					() -> model.inTransaction(() -> modelCustomers.history(id).get(0).entity().getPhones().size()));
		}
	}

	private void isExplained(Throwable failure, Class<? extends Throwable> type) {
		assertThat(failure).isInstanceOf(type);
		isExplained(failure);
	}

	private void isExplained(Throwable failure) {
		Set<String> names = new HashSet<>();
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			names.add(cause.getClass().getSimpleName());
		}
		assertThat(this.troubles).as(names.toString())
			.anySatisfy((row) -> assertThat(List.of(row.get(0).split("\\W+"))).containsAnyElementsOf(names));
	}

	private Customer customer(String name) {
		return this.application.inTransaction(() -> {
			Customer customer = new Customer(name);
			customer.getPhones().add("1");
			customer.getTags().add(this.tags.save(new Tag(name)));
			new Purchase(customer, "first");
			return this.customers.save(customer);
		});
	}

	private EntityManager entityManager() {
		return this.application.bean(EntityManager.class);
	}

	private Long links(Customer customer) {
		return this.application.jdbc()
			.queryForObject("select count(*) from customer_tags where customer_id = ?", Long.class, customer.getId());
	}

	private Boolean deleted(LegacyItem item) {
		return this.application.jdbc()
			.queryForObject("select is_deleted from legacy_item where id = ?", Boolean.class, item.getId());
	}

}
