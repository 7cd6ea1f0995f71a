package io.github.softdeleteaudit.audit;

import java.util.List;
import java.util.stream.Collectors;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * An entity cannot be as it was after a revision. Nothing has been changed, and the
 * transaction can go on.
 */
public class RevertConflictException extends DataIntegrityViolationException {

	private static final long serialVersionUID = 1L;

	// a message of thousands of links helps nobody
	private static final int DESCRIBED = 10;

	private final transient List<RevertConflict> conflicts;

	/**
	 * Create the exception.
	 * @param conflicts the conflicts, at least one
	 */
	public RevertConflictException(List<RevertConflict> conflicts) {
		super("Nothing was reverted: " + describe(conflicts));
		this.conflicts = List.copyOf(conflicts);
	}

	private static String describe(List<RevertConflict> conflicts) {
		String described = conflicts.stream()
			.limit(DESCRIBED)
			.map(RevertConflict::toString)
			.collect(Collectors.joining("; "));
		return (conflicts.size() > DESCRIBED) ? described + "; and %d more".formatted(conflicts.size() - DESCRIBED)
				: described;
	}

	/**
	 * Return what is in the way.
	 * @return the conflicts, at least one; empty after deserialisation
	 */
	public List<RevertConflict> getConflicts() {
		return (this.conflicts != null) ? this.conflicts : List.of();
	}

}
