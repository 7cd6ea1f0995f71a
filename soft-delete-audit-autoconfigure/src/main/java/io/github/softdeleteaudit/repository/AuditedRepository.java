package io.github.softdeleteaudit.repository;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.github.softdeleteaudit.audit.AttributeChange;
import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.RevertConflictException;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Repository of an entity that Envers audits. Can be extended next to
 * {@link SoftDeleteRepository} or to any other repository interface. A repository of an
 * entity that is not audited stops the start of the application.
 *
 * @param <T> the type of the entity
 * @param <ID> the type of its identifier
 */
@NoRepositoryBean
public interface AuditedRepository<T, ID> extends Repository<T, ID> {

	/**
	 * Return the history of an entity, be it live, deleted or purged.
	 * @param id its identifier
	 * @return one entry for each revision that changed it, oldest first; empty if there
	 * is none
	 */
	@Transactional(readOnly = true)
	List<HistoryEntry<T>> history(ID id);

	/**
	 * Return a page of the history of an entity, be it live, deleted or purged.
	 * @param id its identifier
	 * @param pageable the page; sorted by {@code instant}, ascending unless it says
	 * otherwise
	 * @return the entries
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if the page is
	 * sorted by anything else
	 */
	@Transactional(readOnly = true)
	Page<HistoryEntry<T>> history(ID id, Pageable pageable);

	/**
	 * Return the latest entry of the history of an entity, be it live, deleted or purged.
	 * @param id its identifier
	 * @return the entry, if there is one
	 */
	@Transactional(readOnly = true)
	Optional<HistoryEntry<T>> lastEntry(ID id);

	/**
	 * Return an entity as it was at an instant, with its collections and references as of
	 * the same instant.
	 * @param id its identifier
	 * @param instant the instant; a change at just that instant has happened
	 * @return a detached snapshot, whose lazy parts can be read in the same transaction;
	 * empty if the entity was not there or deleted then, or if there was no history of it
	 * yet
	 */
	@Transactional(readOnly = true)
	Optional<T> findAsOf(ID id, Instant instant);

	/**
	 * Return a page of all entities as they were at an instant.
	 * @param instant the instant; a change at just that instant has happened
	 * @param pageable the page; sorted by audited attributes of one column, then by the
	 * identifier
	 * @return detached snapshots of the entities that were live then, whose lazy parts
	 * can be read in the same transaction
	 */
	@Transactional(readOnly = true)
	Page<T> findAllAsOf(Instant instant, Pageable pageable);

	/**
	 * Compare an entity, be it live, deleted or purged, as it was after two revisions.
	 * Left out are its identifier, its version and what is not audited.
	 * @param id its identifier
	 * @param from the number of the earlier revision, which need not have changed the
	 * entity
	 * @param to the number of the later revision
	 * @return what differs, in the order of the mapping; before the entity existed all
	 * its attributes are null or empty, and a deleted or purged one has its last state.
	 * Empty if there is no such entity
	 * @throws InvalidDataAccessApiUsageException if there is no such revision
	 */
	@Transactional(readOnly = true)
	List<AttributeChange> changes(ID id, long from, long to);

	/**
	 * Make a live entity as it was after a revision: its attributes, its references, its
	 * element collections, and the links that are its own. Not touched are its version
	 * and the marks of its deletion, what is not audited, what is generated with each
	 * update, and inverse associations. Links to entities that are deleted now, or were
	 * deleted then, stay as they are.
	 * <p>
	 * Takes part in the current transaction or makes one; pending changes are flushed
	 * first. It is written like any other change, and audited as an update. An entity
	 * that is as it was then is not written.
	 * @param id its identifier
	 * @param revision the number of the revision, which need not have changed the entity
	 * @return the managed entity
	 * @throws InvalidDataAccessApiUsageException if there is no such revision, or if the
	 * entity did not exist then or was deleted
	 * @throws RevertConflictException if something is in the way; nothing is changed
	 * then, and the transaction can go on
	 */
	@Transactional(noRollbackFor = RevertConflictException.class)
	T revertTo(ID id, long revision);

}
