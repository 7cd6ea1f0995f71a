package io.github.softdeleteaudit.audit.envers;

import java.util.Set;

import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.HistoryKind;
import org.hibernate.envers.RevisionType;

/**
 * An audit row of an entity, with its revision.
 *
 * @param entity the entity as it was after the revision
 * @param id its id
 * @param revision the revision
 * @param type what Envers says of the row
 */
record AuditRow(Object entity, Object id, RevisionDetails revision, RevisionType type) {

	<T> HistoryEntry<T> toEntry(Class<T> entityType, HistoryKind kind, Set<String> changed) {
		T cast = entityType.cast(this.entity);
		return new HistoryEntry<>(this.revision.number(), this.revision.instant(), this.revision.actor(),
				this.revision.impersonator(), this.revision.requestId(), this.revision.reason(), kind, changed,
				typeOf(cast), this.id, cast);
	}

	@SuppressWarnings("unchecked")
	private static <T> Class<? extends T> typeOf(T entity) {
		return (Class<? extends T>) entity.getClass();
	}

}
