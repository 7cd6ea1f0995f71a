package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.softdeleteaudit.softdelete.UniqueViolationTranslator;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.FlushEventListener;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;

/**
 * Says which key it was, and what to do, where a flush fails because a key is taken:
 * perhaps by a row that the application does not see.
 * <p>
 * Relies on Hibernate executing the JDBC batches of a flush before it ends, and on the
 * exception holding the statement.
 */
record TakenKeyFlushListener(GuardedTables tables, UniqueViolationTranslator uniqueViolations) {

	FlushEventListener flush(List<FlushEventListener> delegates) {
		return (event) -> explaining(event.getSession(),
				() -> delegates.forEach((delegate) -> delegate.onFlush(event)));
	}

	AutoFlushEventListener autoFlush(List<AutoFlushEventListener> delegates) {
		return (event) -> explaining(event.getSession(),
				() -> delegates.forEach((delegate) -> delegate.onAutoFlush(event)));
	}

	// also what was persisted and removed at once, which is inserted first
	private static List<Object> known(SharedSessionContractImplementor session) {
		return Arrays.stream(session.getPersistenceContextInternal().reentrantSafeEntityEntries())
			.map(Map.Entry::getKey)
			.toList();
	}

	private void explaining(SharedSessionContractImplementor session, Runnable flush) {
		try {
			flush.run();
		}
		catch (ConstraintViolationException ex) {
			RuntimeException known = this.uniqueViolations.translate(ex, session, () -> known(session));
			if (known != null) {
				throw known;
			}
			String entityName = this.tables.insertedInto(ex.getSQL());
			boolean explained = String.valueOf(ex.getMessage()).startsWith(String.valueOf(entityName));
			throw (ex.getKind() == ConstraintKind.UNIQUE && entityName != null && !explained)
					? ExplainedInsertCoordinator.explained(entityName, ex) : ex;
		}
	}

}
