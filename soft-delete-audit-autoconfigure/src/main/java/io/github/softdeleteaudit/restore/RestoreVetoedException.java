package io.github.softdeleteaudit.restore;

import org.springframework.dao.NonTransientDataAccessException;

/**
 * A listener has {@link BeforeRestoreEvent#veto vetoed} a restore. Nothing has been
 * restored, and the transaction can go on, unless it was a restore in chunks.
 */
public class RestoreVetoedException extends NonTransientDataAccessException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create the exception.
	 * @param reason why
	 */
	public RestoreVetoedException(String reason) {
		super("Nothing was restored: " + reason);
	}

}
