package io.github.softdeleteaudit.softdelete;

import java.util.List;

import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.HistoryKind;
import io.github.softdeleteaudit.model.Customer;
import io.github.softdeleteaudit.model.ModelContract;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The main job from end to end: delete, find in the trash, restore, and a history that
 * says who.
 */
public abstract class MainScenarioContract extends ModelContract {

	protected MainScenarioContract(TestDatabase database) {
		super(database);
	}

	@Test
	void aCustomerIsCreatedEditedDeletedAndRestoredWithAllThatBelongsToIt() {
		Long id = as("clerk", () -> customerWithAll("Ada").getId());
		as("clerk", () -> inTransaction(() -> this.customers.findById(id).orElseThrow().setName("Ada L.")));
		Tables before = this.application.contents();
		this.application.clock().tick();
		as("clerk", () -> this.customers.deleteById(id));
		assertThat(this.customers.findById(id)).isEmpty();
		Customer deleted = this.customers.findDeletedById(id).orElseThrow();
		assertThat(deleted.getDeletedBy()).isEqualTo("clerk");
		assertThat(deleted.getDeletedAt()).isEqualTo(this.application.clock().instant());
		assertThat(this.application.contents()).isNotEqualTo(before);
		as("manager", () -> this.customers.restore(id));
		assertThat(this.application.contents()).isEqualTo(before);
		List<HistoryEntry<Customer>> history = this.customers.history(id);
		assertThat(history).extracting(HistoryEntry::kind)
			.containsExactly(HistoryKind.CREATED, HistoryKind.UPDATED, HistoryKind.DELETED, HistoryKind.RESTORED);
		assertThat(history).extracting(HistoryEntry::actor).containsExactly("clerk", "clerk", "clerk", "manager");
		assertThat(history).extracting((entry) -> entry.entity().getName())
			.containsExactly("Ada", "Ada L.", "Ada L.", "Ada L.");
		assertThat(history).extracting((entry) -> entry.entity().getDeletedBy())
			.containsExactly(null, null, "clerk", null);
	}

}
