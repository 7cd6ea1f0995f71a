package io.github.softdeleteaudit.audit;

import java.util.function.Supplier;

import io.github.softdeleteaudit.actor.Reasons;
import org.jspecify.annotations.Nullable;

/**
 * Says why something is changed. The reason is recorded in the revision.
 */
public final class AuditContext {

	private AuditContext() {
	}

	/**
	 * Give the running transaction a reason, at any time before its revision is written,
	 * which mostly is at its end. The reason holds for that transaction alone, and not
	 * for one within it ({@code REQUIRES_NEW}). It replaces one given before.
	 * @param reason the reason
	 * @throws IllegalArgumentException if the reason is blank or longer than 1000
	 * characters
	 * @throws IllegalStateException if there is no Spring-managed transaction, it has
	 * been committed, or its revision has been written without this reason
	 */
	public static void reason(String reason) {
		Reasons.give(reason);
	}

	/**
	 * Run an action and give a reason to all transactions that are begun in it. A
	 * transaction that is running already is given it too, and keeps it.
	 * @param reason the reason
	 * @param action what to run
	 * @throws IllegalArgumentException if the reason is blank or longer than 1000
	 * characters
	 * @throws IllegalStateException if the revision of a running transaction has been
	 * written without this reason
	 */
	public static void reason(String reason, Runnable action) {
		reason(reason, () -> {
			action.run();
			return null;
		});
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
	public static <T extends @Nullable Object> T reason(String reason, Supplier<T> action) {
		return Reasons.during(reason, action);
	}

}
