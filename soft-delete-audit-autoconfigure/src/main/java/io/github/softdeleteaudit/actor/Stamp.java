package io.github.softdeleteaudit.actor;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What all changes of one transaction have in common. Columns, revision and triggers
 * carry the same stamp.
 *
 * @param actor who did it
 * @param instant when, truncated to microseconds: what databases keep, so that memory
 * equals the column
 * @param deletionId the name of the transaction's deletion, time-ordered (version 7)
 * @param requestId the id of the request that led to it, or {@code null} when there is
 * none
 * @param reason why it was done, or {@code null} when none was given
 */
public record Stamp(Actor actor, Instant instant, UUID deletionId, @Nullable String requestId,
		@Nullable String reason) {

	/**
	 * Create a stamp.
	 */
	public Stamp {
		instant = truncate(instant);
	}

	Stamp withReason(String reason) {
		return new Stamp(this.actor, this.instant, this.deletionId, this.requestId, reason);
	}

	static Instant truncate(Instant instant) {
		return instant.truncatedTo(ChronoUnit.MICROS);
	}

}
