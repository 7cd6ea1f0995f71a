package io.github.softdeleteaudit.audit.envers;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.hibernate.engine.spi.EntityKey;

/**
 * What Envers finds while it writes its audit rows: the flush that writes them also
 * writes what an entity listener has changed before, and what is never found unchanged.
 * Envers keeps that for a next time, which never comes.
 * <p>
 * It may be asked to write once more, but that undoes what it has written of the same
 * rows, with a flush for each. So the rows of entities are copied from their tables.
 */
final class LateChanges {

	private final Map<EntityKey, Row> rows = new LinkedHashMap<>();

	/** Whether Envers has begun to write, and is not known to be done. */
	private boolean writing;

	/** Whether there is more than rows of entities, which only Envers can write. */
	private boolean more;

	/**
	 * Called when Envers begins to write its audit rows.
	 */
	void begin() {
		if (!this.writing) {
			this.writing = true;
			clear();
		}
	}

	/**
	 * Take what is found from now on for late, even if nothing has been written.
	 */
	void expect() {
		this.writing = true;
	}

	/**
	 * Called when Envers has written, and is going to do so again.
	 */
	void end() {
		this.writing = false;
	}

	/**
	 * Called when Envers is asked to write. It writes what it has found, and finds again
	 * what is changed again.
	 */
	void clear() {
		this.rows.clear();
		this.more = false;
	}

	/**
	 * Return whether what is found now is late.
	 */
	boolean isWriting() {
		return this.writing;
	}

	/**
	 * Called when Envers finds a row changed, or marked as deleted, while it writes.
	 * @param flags the modified flags of what has been changed
	 */
	void changed(EntityKey key, AuditedEntity entity, boolean deleted, Set<String> flags) {
		Set<String> all = new HashSet<>(flags);
		Row before = this.rows.get(key);
		if (before != null) {
			all.addAll(before.flags());
		}
		this.rows.put(key, new Row(entity, deleted, all));
	}

	/**
	 * Called when a row has been restored, maybe after its late deletion.
	 */
	void restored(EntityKey key) {
		this.rows.computeIfPresent(key, (same, row) -> new Row(row.entity(), false, row.flags()));
	}

	/**
	 * Called when Envers finds a row removed while it writes.
	 */
	void removed(EntityKey key) {
		this.rows.remove(key);
		this.more = true;
	}

	/**
	 * Called when Envers finds while it writes what no row tells of.
	 */
	void found() {
		this.more = true;
	}

	/**
	 * Return whether only Envers can write what is late.
	 */
	boolean needEnvers() {
		return this.more;
	}

	/**
	 * Return the rows that have been changed late.
	 */
	Map<EntityKey, Row> rows() {
		return this.rows;
	}

	/**
	 * A row that has been changed late.
	 *
	 * @param entity the entity
	 * @param deleted whether the row has been marked as deleted
	 * @param flags the modified flags of what has been changed
	 */
	record Row(AuditedEntity entity, boolean deleted, Set<String> flags) {
	}

}
