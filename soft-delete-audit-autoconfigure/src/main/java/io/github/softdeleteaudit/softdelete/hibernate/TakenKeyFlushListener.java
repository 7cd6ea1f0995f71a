package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.List;

import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.FlushEventListener;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;

/**
 * Says what to do where a JDBC batch of inserts fails because a key is taken, as
 * {@link ExplainedInsertCoordinator} does for a single insert.
 * <p>
 * Relies on Hibernate executing the batches of a flush before it ends, and on the
 * exception holding the statement.
 */
record TakenKeyFlushListener(GuardedTables tables) {

	FlushEventListener flush(List<FlushEventListener> delegates) {
		return (event) -> explaining(() -> delegates.forEach((delegate) -> delegate.onFlush(event)));
	}

	AutoFlushEventListener autoFlush(List<AutoFlushEventListener> delegates) {
		return (event) -> explaining(() -> delegates.forEach((delegate) -> delegate.onAutoFlush(event)));
	}

	private void explaining(Runnable flush) {
		try {
			flush.run();
		}
		catch (ConstraintViolationException ex) {
			String entityName = this.tables.insertedInto(ex.getSQL());
			boolean explained = String.valueOf(ex.getMessage()).startsWith(String.valueOf(entityName));
			throw (ex.getKind() == ConstraintKind.UNIQUE && entityName != null && !explained)
					? ExplainedInsertCoordinator.explained(entityName, ex) : ex;
		}
	}

}
