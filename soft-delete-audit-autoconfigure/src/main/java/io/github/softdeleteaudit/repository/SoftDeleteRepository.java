package io.github.softdeleteaudit.repository;

import java.util.List;
import java.util.Optional;

import io.github.softdeleteaudit.softdelete.NotDeletedException;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import io.github.softdeleteaudit.softdelete.StillReferencedException;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.orm.ObjectRetrievalFailureException;
import org.springframework.transaction.annotation.Transactional;

/**
 * Repository of a {@link SoftDeletable @SoftDeletable} entity. All inherited and derived
 * methods see live rows only, and deleting marks rows as deleted; this interface adds
 * what deals with deleted rows.
 * <p>
 * Works for every repository that Spring Data JPA finds, without further configuration. A
 * repository of an entity that is not soft-deletable stops the start of the application.
 *
 * @param <T> the type of the entity
 * @param <ID> the type of its identifier
 */
@NoRepositoryBean
public interface SoftDeleteRepository<T, ID> extends JpaRepository<T, ID> {

	/**
	 * Return all deleted entities, the last deleted first.
	 * @return the entities, read-only: changes to them are not written, and changes to
	 * their collections are refused
	 */
	@Transactional(readOnly = true)
	List<T> findDeleted();

	/**
	 * Return a page of the deleted entities.
	 * @param pageable the page; when unsorted, the last deleted come first. The
	 * identifier decides among equals
	 * @return the entities, read-only: changes to them are not written, and changes to
	 * their collections are refused
	 */
	@Transactional(readOnly = true)
	Page<T> findDeleted(Pageable pageable);

	/**
	 * Return a deleted entity.
	 * @param id its identifier
	 * @return the entity, read-only: changes to it are not written, and changes to its
	 * collections are refused; empty if there is no such row or it is live
	 */
	@Transactional(readOnly = true)
	Optional<T> findDeletedById(ID id);

	/**
	 * Return whether there is a deleted entity with the given identifier.
	 * @param id the identifier
	 * @return whether there is; {@code false} if the row is live
	 */
	@Transactional(readOnly = true)
	boolean existsDeletedById(ID id);

	/**
	 * Return how many entities are deleted.
	 * @return the number of deleted rows
	 */
	@Transactional(readOnly = true)
	long countDeleted();

	/**
	 * Restore a deleted entity, and with it the entities that its deletion took along
	 * through cascades. What was deleted before or since stays deleted. Restoring a live
	 * entity changes nothing.
	 * <p>
	 * Takes part in the current transaction or makes one; pending changes are flushed
	 * first, and instances in the persistence context are refreshed.
	 * @param id its identifier
	 * @return the live entity
	 * @throws ObjectRetrievalFailureException if there is no such row
	 * @throws OptimisticLockingFailureException if another transaction restores or purges
	 * the rows at the same time
	 */
	@Transactional
	T restore(ID id);

	/**
	 * Remove a deleted entity's row physically, with the rows of its element collections
	 * and the links to and from it. It cannot be undone; the entity's history stays.
	 * <p>
	 * Takes part in the current transaction or makes one; pending changes are flushed
	 * first.
	 * @param id its identifier
	 * @throws ObjectRetrievalFailureException if there is no such row
	 * @throws NotDeletedException if the row is live
	 * @throws StillReferencedException if other rows, live or deleted, refer to the row
	 */
	@Transactional
	void purge(ID id);

}
