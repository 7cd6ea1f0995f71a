package io.github.softdeleteaudit.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;

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
	 * Return a page of the history of an entity, be it live, deleted or purged.
	 * @param entityManager the entity manager to read with
	 * @param type the type of the entity, or a supertype that is an entity
	 * @param id the id of the entity
	 * @param pageable the page; sorted by {@code instant}, ascending unless it says
	 * otherwise
	 * @param <T> the type of the entity
	 * @return the entries
	 * @throws IllegalArgumentException if the type is not an audited entity, or the page
	 * is sorted by anything else
	 */
	<T> Page<HistoryEntry<T>> history(EntityManager entityManager, Class<T> type, Object id, Pageable pageable);

	/**
	 * Return the latest entry of the history of an entity.
	 * @param entityManager the entity manager to read with
	 * @param type the type of the entity, or a supertype that is an entity
	 * @param id the id of the entity
	 * @param <T> the type of the entity
	 * @return the entry, if there is one
	 * @throws IllegalArgumentException if the type is not an audited entity
	 */
	<T> Optional<HistoryEntry<T>> lastEntry(EntityManager entityManager, Class<T> type, Object id);

	/**
	 * Return an entity as it was at an instant, with its collections and references as of
	 * the same instant.
	 * @param entityManager the entity manager to read with, lazy parts too
	 * @param type the type of the entity, or a supertype that is an entity
	 * @param id the id of the entity
	 * @param instant the instant; a revision of just that instant counts
	 * @param <T> the type of the entity
	 * @return a detached snapshot; empty if the entity was not there or deleted then, or
	 * if auditing does not know it yet
	 * @throws IllegalArgumentException if the type is not an audited entity
	 */
	<T> Optional<T> findAsOf(EntityManager entityManager, Class<T> type, Object id, Instant instant);

	/**
	 * Return a page of all entities of a type as they were at an instant.
	 * @param entityManager the entity manager to read with, lazy parts too
	 * @param type the type of the entities, or a supertype that is an entity
	 * @param instant the instant; a revision of just that instant counts
	 * @param pageable the page; sorted by audited attributes with one column, then by id
	 * @param <T> the type of the entities
	 * @return detached snapshots of what was live then
	 * @throws IllegalArgumentException if the type is not an audited entity
	 */
	<T> Page<T> findAllAsOf(EntityManager entityManager, Class<T> type, Instant instant, Pageable pageable);

	/**
	 * Return whether changes of an entity are recorded.
	 * @param entityManagerFactory the persistence unit
	 * @param type the type of the entity
	 * @return whether it is an audited entity of that persistence unit
	 */
	boolean isAudited(EntityManagerFactory entityManagerFactory, Class<?> type);

}
