package io.github.softdeleteaudit.shapes.bulkupdate;

import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.Task;
import io.github.softdeleteaudit.shapes.bulkupdate.BulkUpdateModel.TaskRepository;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.envers.strategy.internal.ValidityAuditStrategy;
import org.junit.jupiter.api.Test;

import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * The contract under Envers' validity strategy.
 */
class ValidityStrategyBulkUpdateTests extends BulkUpdateContract {

	ValidityStrategyBulkUpdateTests() {
		super(TestDatabase.H2);
	}

	@Override
	protected String[] properties() {
		return new String[] {
				"spring.jpa.properties.org.hibernate.envers.audit_strategy=" + ValidityAuditStrategy.class.getName() };
	}

	@Test
	void aTransactionThatWasRolledBackEndsNothingInTheNextOneOfItsSession() {
		Task changed = saved(task());
		Task other = saved(task());
		Task deleted = saved(task());
		bean(TaskRepository.class).deleteById(deleted.id);
		EntityManagerFactory factory = bean(EntityManagerFactory.class);
		try (EntityManager session = factory.createEntityManager()) {
			// as with an open session in view
			TransactionSynchronizationManager.bindResource(factory, new EntityManagerHolder(session));
			assertThatIllegalStateException().isThrownBy(() -> tx(() -> {
				em().find(Task.class, changed.id).state = "changed";
				bean(TaskRepository.class).purge(deleted.id);
				throw new IllegalStateException();
			}));
			session.clear();
			assertThatNoException().isThrownBy(() -> tx(() -> em().find(Task.class, other.id).state = "other"));
		}
		finally {
			TransactionSynchronizationManager.unbindResource(factory);
		}
	}

	private static Task task() {
		Task task = new Task();
		task.state = "a";
		return task;
	}

}
