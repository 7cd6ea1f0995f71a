package io.github.softdeleteaudit.repository;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.github.softdeleteaudit.audit.HistoryEntry;

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

}
