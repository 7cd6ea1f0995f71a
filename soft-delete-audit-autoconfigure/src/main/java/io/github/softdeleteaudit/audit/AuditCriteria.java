package io.github.softdeleteaudit.audit;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which changes of the {@link AuditTrail} to find: those that meet all criteria. Begin
 * with {@link #all()}; each method returns new criteria.
 *
 * @param actor who did it, or {@code null} for anybody
 * @param types the types of the entities, with their subclasses; empty for all
 * @param from when at the earliest, inclusive, or {@code null}
 * @param until when at the latest, exclusive, or {@code null}
 * @param requestId the id of the request that led to it, or {@code null}
 * @param revision the number of the revision, or {@code null}
 */
public record AuditCriteria(@Nullable String actor, Set<Class<?>> types, @Nullable Instant from,
		@Nullable Instant until, @Nullable String requestId, @Nullable Long revision) {

	/**
	 * Create criteria.
	 */
	public AuditCriteria {
		types = Set.copyOf(types);
	}

	/**
	 * All changes.
	 * @return no criteria
	 */
	public static AuditCriteria all() {
		return new AuditCriteria(null, Set.of(), null, null, null, null);
	}

	/**
	 * Changes made by an actor.
	 * @param actor the name of the actor
	 * @return these criteria, with the actor
	 */
	public AuditCriteria by(String actor) {
		return new AuditCriteria(actor, this.types, this.from, this.until, this.requestId, this.revision);
	}

	/**
	 * Changes of entities of some types and their subclasses.
	 * @param types audited entities
	 * @return these criteria, with the types
	 */
	public AuditCriteria of(Class<?>... types) {
		return new AuditCriteria(this.actor, Set.of(types), this.from, this.until, this.requestId, this.revision);
	}

	/**
	 * Changes from an instant on.
	 * @param instant the instant, inclusive
	 * @return these criteria, with the instant
	 */
	public AuditCriteria from(Instant instant) {
		return new AuditCriteria(this.actor, this.types, instant, this.until, this.requestId, this.revision);
	}

	/**
	 * Changes before an instant.
	 * @param instant the instant, exclusive
	 * @return these criteria, with the instant
	 */
	public AuditCriteria until(Instant instant) {
		return new AuditCriteria(this.actor, this.types, this.from, instant, this.requestId, this.revision);
	}

	/**
	 * Changes that a request has led to.
	 * @param requestId the id of the request
	 * @return these criteria, with the request
	 */
	public AuditCriteria inRequest(String requestId) {
		return new AuditCriteria(this.actor, this.types, this.from, this.until, requestId, this.revision);
	}

	/**
	 * Changes of one transaction.
	 * @param revision the number of its revision
	 * @return these criteria, with the revision
	 */
	public AuditCriteria inRevision(long revision) {
		return new AuditCriteria(this.actor, this.types, this.from, this.until, this.requestId, revision);
	}

}
