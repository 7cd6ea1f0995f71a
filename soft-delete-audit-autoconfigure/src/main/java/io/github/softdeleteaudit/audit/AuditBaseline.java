package io.github.softdeleteaudit.audit;

/**
 * Gives rows that are older than auditing a beginning of their history: the state in
 * which they are now. Without it, the history of such a row begins with its first change,
 * and tells nothing of what was before.
 * <p>
 * Call it once after an entity has become audited, or after rows have been imported past
 * Hibernate. What has a history already is left alone, so it may be called again.
 * <p>
 * An entry of it is an {@linkplain HistoryKind#UPDATED update} by whoever calls this, at
 * the time of the call, since nobody knows who created the row and when; that of a
 * deleted row is a deletion. Elements and links are recorded too, those of entities that
 * have a history included, as far as nothing has been recorded of them. Rows of all
 * tenants are recorded, whatever filters are enabled.
 * <p>
 * It takes a transaction of its own for each persistence unit, and writes one revision,
 * unless there is nothing to record. The number of statements depends on the number of
 * tables, not of rows. The rows that it records are locked meanwhile: one that somebody
 * else changes at the same time is recorded once, by whoever comes first, or by both in
 * the order of their changes.
 */
public interface AuditBaseline {

	/**
	 * Record the rows of an entity and of the entities that extend it.
	 * @param type the type of the entity
	 * @return how many entities were recorded
	 * @throws IllegalArgumentException if the type is not an audited entity
	 */
	long write(Class<?> type);

	/**
	 * Record the rows of all audited entities.
	 * @return how many entities were recorded
	 */
	long writeAll();

}
