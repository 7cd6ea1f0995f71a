package io.github.softdeleteaudit.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;

/**
 * Reads what happened to an entity. A session of one tenant reads its own rows alone, if
 * the attribute with {@code @TenantId} is audited and not part of the id.
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
	 * Compare an entity as it was after two revisions. Left out are its identifier, its
	 * version and what is not audited.
	 * <p>
	 * Values are equal when Hibernate would not write the one over the other, and
	 * references when they are to the same id. Before an entity existed all its
	 * attributes are null or empty; a deleted one has its last state, with the marks of
	 * the deletion as changes, and so has a purged one. Collections show what can be read
	 * as of the revision: links to entities that were deleted then are not among it.
	 * @param entityManager the entity manager to read with
	 * @param type the type of the entity, or a supertype that is an entity
	 * @param id the id of the entity
	 * @param from the number of the earlier revision, which need not have changed the
	 * entity. If it is the later one, the comparison is the other way round
	 * @param to the number of the later revision
	 * @return what differs, in the order of the mapping; empty if nothing does, or if the
	 * entity existed at neither of them
	 * @throws IllegalArgumentException if the type is not an audited entity, or if there
	 * is no such revision
	 */
	List<AttributeChange> changes(EntityManager entityManager, Class<?> type, Object id, long from, long to);

	/**
	 * Make a live entity as it was after a revision: its attributes, its references, its
	 * element collections, and the links that are its own. Not touched are its version
	 * and the marks of its deletion, what is not audited, what is generated with each
	 * update, and inverse associations. Links to entities that are deleted now, or were
	 * deleted then, stay as they are.
	 * <p>
	 * It is written like any other change, and audited as an update. Pending changes are
	 * flushed first, and so is the revert at its end. An entity that is as it was then is
	 * not written.
	 * @param entityManager the entity manager, with a transaction
	 * @param type the type of the entity, or a supertype that is an entity
	 * @param id the id of the entity
	 * @param revision the number of the revision, which need not have changed the entity
	 * @param <T> the type of the entity
	 * @return the managed entity
	 * @throws IllegalArgumentException if the type is not an audited entity, if there is
	 * no such revision, or if the entity did not exist then or was deleted
	 * @throws RevertConflictException if something is in the way; nothing is changed then
	 */
	<T> T revertTo(EntityManager entityManager, Class<T> type, Object id, long revision);

	/**
	 * Return whether changes of an entity are recorded.
	 * @param entityManagerFactory the persistence unit
	 * @param type the type of the entity
	 * @return whether it is an audited entity of that persistence unit
	 */
	boolean isAudited(EntityManagerFactory entityManagerFactory, Class<?> type);

}
