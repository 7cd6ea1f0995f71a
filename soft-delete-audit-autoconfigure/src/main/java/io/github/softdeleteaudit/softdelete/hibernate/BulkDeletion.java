package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntSupplier;

import io.github.softdeleteaudit.softdelete.RowChangeRecorder;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.jspecify.annotations.Nullable;

/**
 * One statement that deletes many rows, with what it takes along.
 * <p>
 * Its rows are told from others by their deletion id. Where the transaction has deleted
 * others before, whose dependents may have been restored or are new, they get an id of
 * their own at first, so that it is not those which are taken along.
 */
final class BulkDeletion {

	private static final ThreadLocal<@Nullable BulkDeletion> CURRENT = new ThreadLocal<>();

	private final TransactionCoordinator transaction;

	private final UUID deletionId;

	private final UUID mark;

	private final Set<SoftDeletePersister> roots = new LinkedHashSet<>();

	private boolean begun;

	private BulkDeletion(TransactionCoordinator transaction, UUID deletionId, UUID mark) {
		this.transaction = transaction;
		this.deletionId = deletionId;
		this.mark = mark;
	}

	/**
	 * Return what the current thread is deleting.
	 */
	static BulkDeletion current() {
		return Objects.requireNonNull(CURRENT.get(), "No bulk deletion");
	}

	/**
	 * Return whether a statement of a session would be part of another one.
	 */
	static boolean isRunning(SharedSessionContractImplementor session) {
		BulkDeletion current = CURRENT.get();
		// a callback of an entity may delete in a transaction of its own meanwhile
		return current != null && current.transaction == session.getTransactionCoordinator();
	}

	/**
	 * Run a statement that deletes rows, on its own or as part of another one.
	 * @param session the session
	 * @param persister the persister of the entity that the statement is of
	 * @param statement deletes and returns how many
	 * @return how many
	 */
	static int run(SharedSessionContractImplementor session, SoftDeletePersister persister, IntSupplier statement) {
		if (isRunning(session)) {
			return statement.getAsInt();
		}
		BulkDeletion outer = CURRENT.get();
		TransactionCoordinator transaction = session.getTransactionCoordinator();
		UUID deletionId = persister.stamps().current(session).deletionId();
		boolean used = persister.stamps().deleting(session);
		BulkDeletion deletion = new BulkDeletion(transaction, deletionId, used ? UUID.randomUUID() : deletionId);
		CURRENT.set(deletion);
		try {
			int count = statement.getAsInt();
			deletion.complete(session);
			return count;
		}
		catch (RuntimeException ex) {
			if (deletion.begun) {
				// not all exceptions do that, and what is deleted so far is only half of
				// it
				session.markForRollbackOnly();
			}
			throw ex;
		}
		finally {
			CURRENT.set(outer);
		}
	}

	/**
	 * Return the deletion id that the rows have until the end of the operation.
	 */
	UUID mark() {
		return this.mark;
	}

	/**
	 * Called when an update of a table is done.
	 * @param changed whether it has changed anything
	 */
	void begun(boolean changed) {
		this.begun |= changed;
	}

	/**
	 * Called when rows of an entity have been deleted.
	 */
	void deleted(SharedSessionContractImplementor session, SoftDeletePersister persister) {
		for (String name : persister.getSubclassEntityNames()) {
			SoftDeletePersister concrete = SoftDeletePersister.require(session, name);
			LiveRowCaching.rowsChange(session, concrete);
			LiveRowCaching.invalidateQueries(session, concrete.getQuerySpaces());
		}
		this.roots.add((SoftDeletePersister) persister.getRootEntityDescriptor().getEntityPersister());
	}

	private void complete(SharedSessionContractImplementor session) {
		for (SoftDeletePersister root : this.roots) {
			if (!this.mark.equals(this.deletionId)) {
				DeletionRows.of(root).forEach((rows) -> rows.rename(session, this.mark, this.deletionId));
			}
			List<RowChangeRecorder> recorders = root.softDeleteBehavior().recorders();
			recorders.forEach((recorder) -> recorder.deleted(session, root.getEntityName(), this.deletionId));
		}
	}

}
