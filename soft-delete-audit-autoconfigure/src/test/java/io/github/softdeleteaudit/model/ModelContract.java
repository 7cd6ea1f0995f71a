package io.github.softdeleteaudit.model;

import java.util.function.Supplier;

import io.github.softdeleteaudit.test.DatabaseConnection;
import io.github.softdeleteaudit.test.TestApplication;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * A contract that an application with the test model fulfils on each database.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class ModelContract {

	private final TestDatabase database;

	protected TestApplication application;

	protected CustomerRepository customers;

	protected PurchaseRepository purchases;

	protected LineRepository lines;

	protected TagRepository tags;

	protected LegacyItemRepository items;

	protected ModelContract(TestDatabase database) {
		this.database = database;
	}

	@BeforeAll
	void start() {
		this.application = TestApplication.start(createDatabase(this.database), ModelApplication.class, properties());
		this.customers = this.application.bean(CustomerRepository.class);
		this.purchases = this.application.bean(PurchaseRepository.class);
		this.lines = this.application.bean(LineRepository.class);
		this.tags = this.application.bean(TagRepository.class);
		this.items = this.application.bean(LegacyItemRepository.class);
	}

	@AfterAll
	void stop() {
		this.application.close();
		this.application.database().close();
	}

	@BeforeEach
	void tick() {
		this.application.clock().tick();
	}

	/**
	 * Create the application's database.
	 */
	protected DatabaseConnection createDatabase(TestDatabase database) {
		return database.create();
	}

	protected String[] properties() {
		return new String[0];
	}

	/**
	 * The entity manager of the current transaction.
	 */
	protected EntityManager entityManager() {
		return this.application.bean(EntityManager.class);
	}

	protected <T> T inTransaction(Supplier<T> work) {
		return this.application.inTransaction(work);
	}

	protected void inTransaction(Runnable work) {
		this.application.inTransaction(work);
	}

	protected static void as(String user, Runnable work) {
		as(user, () -> {
			work.run();
			return null;
		});
	}

	protected static <T> T as(String user, Supplier<T> work) {
		SecurityContextHolder.getContext()
			.setAuthentication(new UsernamePasswordAuthenticationToken(user, "", AuthorityUtils.NO_AUTHORITIES));
		try {
			return work.get();
		}
		finally {
			SecurityContextHolder.clearContext();
		}
	}

	/**
	 * A customer with tags, phones, notes and purchases with lines, committed.
	 */
	protected Customer customerWithAll(String name) {
		return inTransaction(() -> {
			Customer customer = new Customer(name);
			customer.getTags().add(this.tags.save(new Tag(name + " tag 1")));
			customer.getTags().add(this.tags.save(new Tag(name + " tag 2")));
			customer.getPhones().add(new Customer.Phone("home", "1"));
			customer.getPhones().add(new Customer.Phone("work", "2"));
			customer.getNotes().add("same");
			customer.getNotes().add("same");
			for (String title : new String[] { "first", "second" }) {
				Purchase purchase = new Purchase(customer, title);
				new Line(purchase, "pen");
				new Line(purchase, "ink");
			}
			return this.customers.save(customer);
		});
	}

	protected Tag tag(String label) {
		return this.tags.save(new Tag(label));
	}

}
