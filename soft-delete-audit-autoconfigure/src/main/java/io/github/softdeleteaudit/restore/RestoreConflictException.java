package io.github.softdeleteaudit.restore;

import java.util.List;
import java.util.stream.Collectors;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * Something is in the way of a restore. Nothing has been changed, and the transaction can
 * go on, unless it was a restore in chunks.
 */
public class RestoreConflictException extends DataIntegrityViolationException {

	private static final long serialVersionUID = 1L;

	// a message of thousands of rows helps nobody
	private static final int DESCRIBED = 10;

	private final transient List<RestoreConflict> conflicts;

	/**
	 * Create the exception.
	 * @param conflicts the conflicts, at least one
	 */
	public RestoreConflictException(List<RestoreConflict> conflicts) {
		super("Nothing was restored: " + describe(conflicts));
		this.conflicts = List.copyOf(conflicts);
	}

	private static String describe(List<RestoreConflict> conflicts) {
		String described = conflicts.stream()
			.limit(DESCRIBED)
			.map(RestoreConflict::toString)
			.collect(Collectors.joining("; "));
		return (conflicts.size() > DESCRIBED) ? described + "; and %d more".formatted(conflicts.size() - DESCRIBED)
				: described;
	}

	/**
	 * Return what is in the way.
	 * @return the conflicts, at least one; empty after deserialisation
	 */
	public List<RestoreConflict> getConflicts() {
		return (this.conflicts != null) ? this.conflicts : List.of();
	}

}
