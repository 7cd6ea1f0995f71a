package io.github.softdeleteaudit.restore;

import org.jspecify.annotations.Nullable;

/**
 * Rows are about to be restored, and nothing is in the way. Published by the thread and
 * in the transaction of the restore. A listener prevents it by a veto or by throwing an
 * exception, which rolls the transaction back; in place of one that says that nothing has
 * changed, as that of another restore, the caller gets an
 * {@link org.springframework.dao.InvalidDataAccessApiUsageException}.
 */
public final class BeforeRestoreEvent {

	private final RestoredRows rows;

	private @Nullable String veto;

	BeforeRestoreEvent(RestoredRows rows) {
		this.rows = rows;
	}

	/**
	 * Return the rows that are to be restored.
	 * @return the rows, at least one
	 */
	public RestoredRows getRows() {
		return this.rows;
	}

	/**
	 * Prevent the restore, of all its rows: the caller gets a
	 * {@link RestoreVetoedException}. The first veto is the one that is told.
	 * @param reason why, for the message of the exception
	 */
	public void veto(String reason) {
		if (this.veto == null) {
			this.veto = reason;
		}
	}

	@Nullable String vetoed() {
		return this.veto;
	}

}
