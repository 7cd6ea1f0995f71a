package io.github.softdeleteaudit.audit.envers;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/**
 * Reads entities as of a revision.
 */
interface Snapshots {

	/**
	 * Read an entity as it was after a revision.
	 * @param type the type of the entity, or a supertype that is an entity
	 * @param revision the number of a revision that exists
	 * @return the snapshot, with the last state if the entity was deleted or purged by
	 * then; {@code null} if it did not exist yet
	 */
	<T> @Nullable Snapshot<T> at(EntityManager entityManager, Class<T> type, Object id, long revision);

	/**
	 * An entity as of a revision.
	 *
	 * @param entity a detached instance of the entity's own class
	 * @param deleted whether it was deleted or purged by then
	 */
	record Snapshot<T>(T entity, boolean deleted) {
	}

}
