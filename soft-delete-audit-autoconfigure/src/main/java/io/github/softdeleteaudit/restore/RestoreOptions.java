package io.github.softdeleteaudit.restore;

/**
 * How to restore.
 */
public final class RestoreOptions {

	private static final RestoreOptions DEFAULTS = new RestoreOptions(false);

	private static final RestoreOptions WITH_PARENTS = new RestoreOptions(true);

	private final boolean parents;

	private RestoreOptions(boolean parents) {
		this.parents = parents;
	}

	/**
	 * Report parents that were deleted otherwise as conflicts.
	 * @return the options
	 */
	public static RestoreOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Restore parents that were deleted otherwise too, each with what its own deletion
	 * took along, and their parents.
	 * @return the options
	 */
	public static RestoreOptions withParents() {
		return WITH_PARENTS;
	}

	boolean parents() {
		return this.parents;
	}

}
