package io.github.softdeleteaudit.audit;

import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;

/**
 * What happened to the entities of all types: who changed what, and when. It answers for
 * live, deleted and purged entities alike. A session of one tenant reads its own rows
 * alone, as by {@link EntityHistory}.
 * <p>
 * There is a bean of this type where there is one entity manager factory. Safe for use by
 * many threads.
 */
public interface AuditTrail {

	/**
	 * Return a slice of the changes that meet criteria, as entries of the entities'
	 * histories. It reads the revisions, skipping what comes before the slice by counts:
	 * by an index if there is a criterion for the time, the actor, the request or the
	 * revision. Takes part in the current transaction, or makes one; lazy parts of the
	 * entities can be read only while that is open.
	 * @param criteria which changes
	 * @param pageable which slice; sorted by {@code instant}, descending unless it says
	 * otherwise. Changes of one revision come in the order of the names of the entities,
	 * then of the ids
	 * @return the entries
	 * @throws IllegalArgumentException if the slice is sorted by anything else, if a type
	 * is not an audited entity, or if actor or request are asked for where the
	 * application's own revision entity does not extend {@link AuditRevision}
	 */
	Slice<HistoryEntry<Object>> find(AuditCriteria criteria, Pageable pageable);

}
