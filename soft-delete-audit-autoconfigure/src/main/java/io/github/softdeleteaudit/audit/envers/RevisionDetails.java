package io.github.softdeleteaudit.audit.envers;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Date;

import io.github.softdeleteaudit.audit.AuditRevision;
import org.hibernate.Hibernate;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.configuration.internal.RevisionInfoConfiguration;
import org.hibernate.envers.internal.tools.ReflectionTools;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * What a revision entity of any class tells.
 *
 * @param number the revision's number
 * @param timestamp when, as the entity has it
 * @param instant when
 * @param actor who; {@code null} if the entity is no {@link AuditRevision}, like the rest
 * @param impersonator who stood behind the actor
 * @param requestId the request's id
 * @param reason why
 */
record RevisionDetails(long number, Object timestamp, Instant instant, @Nullable String actor,
		@Nullable String impersonator, @Nullable String requestId, @Nullable String reason) {

	static RevisionDetails of(Object revisionOrProxy, EnversService envers) {
		Object revision = Hibernate.unproxy(revisionOrProxy);
		if (revision instanceof AuditRevision audit) {
			return new RevisionDetails(audit.getId(), audit.getInstant(), audit.getInstant(), audit.getActor(),
					audit.getImpersonator(), audit.getRequestId(), audit.getReason());
		}
		RevisionInfoConfiguration configuration = envers.getConfig().getRevisionInfo();
		Object timestamp = requireNonNull(ReflectionTools
			.getGetter(revision.getClass(), configuration.getRevisionInfoTimestampData(), envers.getServiceRegistry())
			.get(revision));
		return new RevisionDetails(envers.getRevisionInfoNumberReader().getRevisionNumber(revision).longValue(),
				timestamp, toInstant(timestamp), null, null, null, null);
	}

	// the types that Envers allows for a @RevisionTimestamp, in the zone it reads them in
	private static Instant toInstant(Object timestamp) {
		if (timestamp instanceof Instant instant) {
			return instant;
		}
		if (timestamp instanceof Long millis) {
			return Instant.ofEpochMilli(millis);
		}
		if (timestamp instanceof Date date) {
			return Instant.ofEpochMilli(date.getTime());
		}
		if (timestamp instanceof LocalDateTime dateTime) {
			return dateTime.atZone(ZoneId.systemDefault()).toInstant();
		}
		throw new IllegalStateException("Not a revision's timestamp: " + timestamp);
	}

}
