package io.github.softdeleteaudit.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What one revision did to an entity.
 *
 * @param <T> the type of the entity
 * @param revision the revision's number
 * @param instant when
 * @param actor who did it, or {@code null} if the application's own revision entity does
 * not extend {@link AuditRevision}; the same goes for the next three
 * @param impersonator who stood behind the actor, if the actor was a switched user
 * @param requestId the id of the request that led to it, if there was one
 * @param reason why it was done, if a reason was given
 * @param kind what happened
 * @param changed of an update, the attributes that it changed, those of embedded objects
 * by their paths; but for collections, which may change without an entry. Empty for
 * anything else, and for the first entry of an entity that is older than auditing
 * @param type the class of the entity, which may extend {@code T}
 * @param id the id of the entity
 * @param entity the entity as it was after the revision; its last state, if it was
 * deleted or purged. It is a detached snapshot: nothing done to it is ever written. Its
 * lazy parts can be read only while the entity manager that read the history is open
 */
public record HistoryEntry<T>(long revision, Instant instant, @Nullable String actor, @Nullable String impersonator,
		@Nullable String requestId, @Nullable String reason, HistoryKind kind, Set<String> changed,
		Class<? extends T> type, Object id, T entity) {

	/**
	 * Create an entry.
	 */
	public HistoryEntry {
		changed = Collections.unmodifiableSet(new LinkedHashSet<>(changed));
	}

}
