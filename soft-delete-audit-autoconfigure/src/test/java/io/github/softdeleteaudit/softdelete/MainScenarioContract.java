package io.github.softdeleteaudit.softdelete;

import java.util.List;

import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.HistoryKind;
import io.github.softdeleteaudit.model.Customer;
import io.github.softdeleteaudit.model.CustomerRepository;
import io.github.softdeleteaudit.model.Line;
import io.github.softdeleteaudit.model.ModelApplication;
import io.github.softdeleteaudit.model.Purchase;
import io.github.softdeleteaudit.model.Tag;
import io.github.softdeleteaudit.model.TagRepository;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestApplication;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The main job from end to end: delete, find in the trash, restore, and a history that
 * says who.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class MainScenarioContract {

	private final TestDatabase database;

	private TestApplication application;

	MainScenarioContract(TestDatabase database) {
		this.database = database;
	}

	@BeforeAll
	void start() {
		this.application = TestApplication.start(this.database, ModelApplication.class);
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	@Test
	void aCustomerIsCreatedEditedDeletedAndRestoredWithAllThatBelongsToIt() {
		CustomerRepository customers = this.application.bean(CustomerRepository.class);
		Long id = as("clerk", () -> this.application.inTransaction(() -> {
			Customer customer = new Customer("Ada");
			customer.getTags().add(this.application.bean(TagRepository.class).save(new Tag("vip")));
			customer.getPhones().add(new Customer.Phone("home", "1234"));
			customer.getNotes().add("likes tea");
			Purchase purchase = new Purchase(customer, "first");
			new Line(purchase, "pen");
			new Line(purchase, "ink");
			return customers.save(customer).getId();
		}));
		as("clerk", () -> this.application.inTransaction(() -> {
			customers.findById(id).orElseThrow().setName("Ada L.");
			return null;
		}));
		Tables before = this.application.tablesWithoutVersions().withoutAudit();
		this.application.clock().tick();
		as("clerk", () -> {
			customers.deleteById(id);
			return null;
		});
		assertThat(customers.findById(id)).isEmpty();
		Customer deleted = customers.findDeletedById(id).orElseThrow();
		assertThat(deleted.getDeletedBy()).isEqualTo("clerk");
		assertThat(deleted.getDeletedAt()).isEqualTo(this.application.clock().instant());
		assertThat(this.application.tablesWithoutVersions().withoutAudit()).isNotEqualTo(before);
		as("manager", () -> customers.restore(id));
		assertThat(this.application.tablesWithoutVersions().withoutAudit()).isEqualTo(before);
		List<HistoryEntry<Customer>> history = customers.history(id);
		assertThat(history).extracting(HistoryEntry::kind)
			.containsExactly(HistoryKind.CREATED, HistoryKind.UPDATED, HistoryKind.DELETED, HistoryKind.RESTORED);
		assertThat(history).extracting(HistoryEntry::actor).containsExactly("clerk", "clerk", "clerk", "manager");
	}

	private static <T> T as(String name, java.util.function.Supplier<T> work) {
		SecurityContextHolder.getContext()
			.setAuthentication(new UsernamePasswordAuthenticationToken(name, "", AuthorityUtils.NO_AUTHORITIES));
		try {
			return work.get();
		}
		finally {
			SecurityContextHolder.clearContext();
		}
	}

}
