package io.github.softdeleteaudit.actor;

import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Says who acts while a block of code runs, whatever the {@link ActorProvider} would say.
 * Blocks nest; the innermost decides. A block ends with its code, also when that throws,
 * and is never seen by another thread.
 * <p>
 * Mostly a block is around transactions. Within a running one, what is pending is flushed
 * before the block and at its end, also when that throws, so that the transaction gets
 * its stamp from the code that changes something. A flush that fails where the block has
 * failed is a suppressed exception of that. Since it has one stamp, changing something as
 * one actor and something else as another, within a block or after it, fails with an
 * {@link IllegalStateException}: begin a transaction of its own ({@code REQUIRES_NEW})
 * within the block.
 */
public final class Actors {

	private static final ThreadLocal<@Nullable Actor> CURRENT = new ThreadLocal<>();

	private Actors() {
	}

	/**
	 * Run an action as the given actor.
	 * @param name the name of the actor
	 * @param action what to run
	 * @throws IllegalArgumentException if the name is blank or longer than 255 characters
	 */
	public static void runAs(String name, Runnable action) {
		runAs(Actor.of(name), action);
	}

	/**
	 * Run an action as the given actor.
	 * @param name the name of the actor
	 * @param action what to run
	 * @param <T> the type of the result
	 * @return what the action returns
	 * @throws IllegalArgumentException if the name is blank or longer than 255 characters
	 */
	public static <T extends @Nullable Object> T runAs(String name, Supplier<T> action) {
		return runAs(Actor.of(name), action);
	}

	/**
	 * Run an action as the given actor.
	 * @param actor who acts, and who stands behind it
	 * @param action what to run
	 */
	public static void runAs(Actor actor, Runnable action) {
		runAs(actor, () -> {
			action.run();
			return null;
		});
	}

	/**
	 * Run an action as the given actor.
	 * @param actor who acts, and who stands behind it
	 * @param action what to run
	 * @param <T> the type of the result
	 * @return what the action returns
	 */
	public static <T extends @Nullable Object> T runAs(Actor actor, Supplier<T> action) {
		flushPending();
		Actor outer = CURRENT.get();
		CURRENT.set(actor);
		try {
			T result = action.get();
			flushPending();
			return result;
		}
		catch (Throwable ex) {
			flushPendingAfter(ex);
			throw ex;
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
	 * Return the actor of the innermost block.
	 * @return the actor, or {@code null} outside of all blocks
	 */
	static @Nullable Actor current() {
		return CURRENT.get();
	}

	// whoever catches the exception goes on as somebody else
	private static void flushPendingAfter(Throwable failure) {
		try {
			flushPending();
		}
		catch (RuntimeException ex) {
			if (ex != failure) {
				failure.addSuppressed(ex);
			}
		}
	}

	// of each persistence unit that takes part in the transaction of this thread
	private static void flushPending() {
		if (TransactionSynchronizationManager.isActualTransactionActive()) {
			for (Object resource : TransactionSynchronizationManager.getResourceMap().values()) {
				if (resource instanceof EntityManagerHolder holder) {
					flushPending(holder.getEntityManager());
				}
			}
		}
	}

	private static void flushPending(EntityManager entityManager) {
		if (entityManager.isOpen() && entityManager.isJoinedToTransaction()
				&& entityManager.unwrap(Session.class).getHibernateFlushMode() != FlushMode.MANUAL) {
			entityManager.flush();
		}
	}

}
