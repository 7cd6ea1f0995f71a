package io.github.softdeleteaudit.actor;

import java.util.function.Supplier;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;

/**
 * Why the current thread does what it does: what its Spring-managed transaction was told,
 * or else the innermost block that gives a reason. Never seen by another thread.
 */
public final class Reasons {

	/** The length of the longest reason, in characters. */
	public static final int MAXIMUM_LENGTH = 1000;

	private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

	private Reasons() {
	}

	/**
	 * Give the running transaction a reason. It replaces one given before.
	 * @param reason the reason
	 * @throws IllegalArgumentException if the reason is blank or longer than 1000
	 * characters
	 * @throws IllegalStateException if there is no Spring-managed transaction, it has
	 * been committed, or its revision has been written without this reason
	 */
	public static void give(String reason) {
		check(reason);
		Assert.state(isInTransaction(),
				"There is no transaction to give a reason to. Call AuditContext.reason within one,"
						+ " or AuditContext.reason(reason, action) around it.");
		OfTransaction ofTransaction = OfTransaction.current();
		Assert.state(!ofTransaction.written || reason.equals(ofTransaction.reason),
				"The reason comes too late: the revision of this transaction has been written. Give it before.");
		ofTransaction.reason = reason;
	}

	/**
	 * Run an action and give a reason to all transactions that are begun in it. A
	 * transaction that is running already is given it too, and keeps it.
	 * @param reason the reason
	 * @param action what to run
	 * @param <T> the type of the result
	 * @return what the action returns
	 * @throws IllegalArgumentException if the reason is blank or longer than 1000
	 * characters
	 * @throws IllegalStateException if the revision of a running transaction has been
	 * written without this reason
	 */
	public static <T extends @Nullable Object> T during(String reason, Supplier<T> action) {
		check(reason);
		if (isInTransaction()) {
			give(reason);
		}
		String outer = CURRENT.get();
		CURRENT.set(reason);
		try {
			return action.get();
		}
		finally {
			if (outer != null) {
				CURRENT.set(outer);
			}
			else {
				CURRENT.remove();
			}
		}
	}

	/**
	 * Return the reason of what this thread does.
	 * @return the reason, or {@code null} when none was given
	 */
	static @Nullable String current() {
		OfTransaction ofTransaction = OfTransaction.find();
		return (ofTransaction != null && ofTransaction.reason != null) ? ofTransaction.reason : CURRENT.get();
	}

	/**
	 * Take note that the revision is being written, with the current reason: one that is
	 * given to the transaction later is refused.
	 */
	static void written() {
		OfTransaction known = OfTransaction.find();
		// asked for each column
		if ((known == null || !known.written) && isInTransaction()) {
			String current = current();
			OfTransaction ofTransaction = OfTransaction.current();
			ofTransaction.reason = current;
			ofTransaction.written = true;
		}
	}

	private static boolean isInTransaction() {
		return TransactionSynchronizationManager.isActualTransactionActive()
				&& TransactionSynchronizationManager.isSynchronizationActive() && !isCompleted();
	}

	// right after the commit Spring still has the transaction, but Hibernate has not
	private static boolean isCompleted() {
		for (Object resource : TransactionSynchronizationManager.getResourceMap().values()) {
			if (resource instanceof EntityManagerHolder holder && holder.isSynchronizedWithTransaction()
					&& holder.getEntityManager().isOpen()
					&& !holder.getEntityManager()
						.unwrap(SharedSessionContractImplementor.class)
						.isTransactionInProgress()) {
				return true;
			}
		}
		return false;
	}

	private static void check(String reason) {
		Assert.hasText(reason, "A reason must not be blank");
		Assert.isTrue(reason.length() <= MAXIMUM_LENGTH, "A reason must not be longer than 1000 characters");
	}

	/**
	 * What the transaction of this thread was told.
	 */
	private static final class OfTransaction implements TransactionSynchronization {

		private @Nullable String reason;

		private boolean written;

		static OfTransaction current() {
			OfTransaction found = find();
			if (found == null) {
				found = new OfTransaction();
				TransactionSynchronizationManager.registerSynchronization(found);
				found.resume();
			}
			return found;
		}

		static @Nullable OfTransaction find() {
			return (OfTransaction) TransactionSynchronizationManager.getResource(OfTransaction.class);
		}

		@Override
		public void suspend() {
			TransactionSynchronizationManager.unbindResourceIfPossible(OfTransaction.class);
		}

		@Override
		public void resume() {
			TransactionSynchronizationManager.bindResource(OfTransaction.class, this);
		}

		// after a rollback too
		@Override
		public void afterCompletion(int status) {
			TransactionSynchronizationManager.unbindResourceIfPossible(OfTransaction.class);
		}

	}

}
