package io.github.softdeleteaudit.softdelete;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A block of code in which queries of the current thread see deleted rows. Scopes nest;
 * the innermost that speaks of an entity decides. A scope ends with its block, also when
 * the block throws, and is never seen by another thread.
 * <p>
 * Deleted entities that are loaded in a scope are read-only. What is loaded after its
 * end, as a lazy association is, is not in it.
 */
public final class SoftDeleteScope {

	private static final ThreadLocal<@Nullable SoftDeleteScope> CURRENT = new ThreadLocal<>();

	private final @Nullable SoftDeleteScope outer;

	/** The entity spoken of, or null for all. */
	private final @Nullable Class<?> type;

	private final Visibility visibility;

	private final boolean collections;

	private SoftDeleteScope(@Nullable Class<?> type, Visibility visibility, boolean collections) {
		this.outer = CURRENT.get();
		this.type = type;
		this.visibility = visibility;
		this.collections = collections;
	}

	/**
	 * Run an action in which queries and collections see live and deleted rows of all
	 * entities alike.
	 * @param action what to run
	 * @param <T> the type of the result
	 * @return what the action returns
	 */
	public static <T extends @Nullable Object> T includingDeleted(Supplier<T> action) {
		return new SoftDeleteScope(null, Visibility.INCLUDING_DELETED, true).run(action);
	}

	/**
	 * Run an action in which queries and collections see live and deleted rows of all
	 * entities alike.
	 * @param action what to run
	 */
	public static void includingDeleted(Runnable action) {
		includingDeleted(returningNothing(action));
	}

	/**
	 * Run an action in which queries and collections see live and deleted rows of the
	 * given entity, and of all others of its hierarchy, alike. Other entities are seen as
	 * before.
	 * @param type the entity whose deleted rows are wanted too
	 * @param action what to run
	 * @param <T> the type of the result
	 * @return what the action returns
	 */
	public static <T extends @Nullable Object> T includingDeleted(Class<?> type, Supplier<T> action) {
		return new SoftDeleteScope(type, Visibility.INCLUDING_DELETED, true).run(action);
	}

	/**
	 * Run an action in which queries and collections see live and deleted rows of the
	 * given entity, and of all others of its hierarchy, alike. Other entities are seen as
	 * before.
	 * @param type the entity whose deleted rows are wanted too
	 * @param action what to run
	 */
	public static void includingDeleted(Class<?> type, Runnable action) {
		includingDeleted(type, returningNothing(action));
	}

	/**
	 * Run an action in which queries see deleted rows of the given entity, and of all
	 * others of its hierarchy, only. Other entities, and collections, are seen as before.
	 * @param type the entity whose deleted rows are wanted
	 * @param action what to run
	 * @param <T> the type of the result
	 * @return what the action returns
	 */
	public static <T extends @Nullable Object> T onlyDeleted(Class<?> type, Supplier<T> action) {
		return new SoftDeleteScope(type, Visibility.ONLY_DELETED, false).run(action);
	}

	/**
	 * Run an action in which queries see deleted rows of the given entity, and of all
	 * others of its hierarchy, only. Other entities, and collections, are seen as before.
	 * @param type the entity whose deleted rows are wanted
	 * @param action what to run
	 */
	public static void onlyDeleted(Class<?> type, Runnable action) {
		onlyDeleted(type, returningNothing(action));
	}

	/**
	 * Run an action in which a row of the given entity is found whether it is live or
	 * deleted, as a reference to it needs. Collections are seen as before.
	 * @param type the entity whose row is referred to
	 * @param action what to run
	 * @param <T> the type of the result
	 * @return what the action returns
	 */
	public static <T extends @Nullable Object> T resolvingReferences(Class<?> type, Supplier<T> action) {
		return new SoftDeleteScope(type, Visibility.INCLUDING_DELETED, false).run(action);
	}

	/**
	 * Run an action as if it were outside of all scopes.
	 * @param action what to run
	 * @param <T> the type of the result
	 * @return what the action returns
	 */
	public static <T extends @Nullable Object> T outside(Supplier<T> action) {
		SoftDeleteScope current = CURRENT.get();
		CURRENT.remove();
		try {
			return action.get();
		}
		finally {
			CURRENT.set(current);
		}
	}

	/**
	 * Return whether a scope is open in this thread.
	 * @return whether any is
	 */
	public static boolean isOpen() {
		return CURRENT.get() != null;
	}

	/**
	 * Return whether a scope is open in this thread that lets deleted rows be read for
	 * their own sake, and not for that of a reference.
	 * @return whether any is
	 */
	public static boolean isReading() {
		for (SoftDeleteScope scope = CURRENT.get(); scope != null; scope = scope.outer) {
			if (scope.collections || scope.visibility == Visibility.ONLY_DELETED) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return the entity whose references are being resolved, if that is all that the
	 * scopes of this thread do.
	 * @return the entity, or {@code null}
	 */
	public static @Nullable Class<?> resolvedReferences() {
		SoftDeleteScope scope = CURRENT.get();
		return (scope != null && scope.outer == null && !scope.collections
				&& scope.visibility == Visibility.INCLUDING_DELETED) ? scope.type : null;
	}

	/**
	 * Return which rows of an entity a query of this thread sees.
	 * @param type the entity
	 * @return what the innermost scope that speaks of the entity says, or
	 * {@link Visibility#LIVE}
	 */
	public static Visibility ofRows(Class<?> type) {
		return find(type, false);
	}

	/**
	 * Return which rows of an entity a collection of them holds in this thread.
	 * @param type the entity
	 * @return what the innermost scope that speaks of the entity says, or
	 * {@link Visibility#LIVE}
	 */
	public static Visibility ofCollections(Class<?> type) {
		return find(type, true);
	}

	private static Visibility find(Class<?> type, boolean collections) {
		for (SoftDeleteScope scope = CURRENT.get(); scope != null; scope = scope.outer) {
			if (scope.speaksOf(type) && (!collections || scope.collections)) {
				return scope.visibility;
			}
		}
		return Visibility.LIVE;
	}

	private static Supplier<@Nullable Void> returningNothing(Runnable action) {
		return () -> {
			action.run();
			return null;
		};
	}

	// a hierarchy of entities has one restriction
	private boolean speaksOf(Class<?> type) {
		return this.type == null || this.type.isAssignableFrom(type) || type.isAssignableFrom(this.type);
	}

	private <T extends @Nullable Object> T run(Supplier<T> action) {
		CURRENT.set(this);
		try {
			return action.get();
		}
		finally {
			CURRENT.set(this.outer);
		}
	}

	/**
	 * Which rows are seen.
	 */
	public enum Visibility {

		/** Live rows, as outside of any scope. */
		LIVE,

		/** Live and deleted rows. */
		INCLUDING_DELETED,

		/** Deleted rows. */
		ONLY_DELETED;

		/**
		 * Return whether a row is seen.
		 * @param deleted whether it is deleted
		 * @return whether it is
		 */
		public boolean shows(boolean deleted) {
			return this == INCLUDING_DELETED || deleted == (this == ONLY_DELETED);
		}

	}

}
