package io.github.softdeleteaudit.audit;

import java.util.List;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

/**
 * Reads what happened to an entity.
 */
public interface EntityHistory {

	/**
	 * Return the history of an entity, be it live, deleted or purged. Changes that the
	 * current transaction has not committed yet may be missing. Nothing is locked or
	 * written.
	 * @param entityManager the entity manager to read with. Lazy parts of the entries'
	 * entities are read with it, so should be read in the same transaction
	 * @param type the type of the entity, or a supertype that is an entity
	 * @param id the id of the entity
	 * @param <T> the type of the entity
	 * @return one entry for each revision that changed the entity, oldest first (by
	 * instant, then by number); empty if there is none
	 * @throws IllegalArgumentException if the type is not an audited entity
	 */
	<T> List<HistoryEntry<T>> history(EntityManager entityManager, Class<T> type, Object id);

	/**
	 * Return whether changes of an entity are recorded.
	 * @param entityManagerFactory the persistence unit
	 * @param type the type of the entity
	 * @return whether it is an audited entity of that persistence unit
	 */
	boolean isAudited(EntityManagerFactory entityManagerFactory, Class<?> type);

}
