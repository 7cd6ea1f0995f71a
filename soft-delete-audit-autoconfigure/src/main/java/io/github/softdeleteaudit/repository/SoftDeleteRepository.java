package io.github.softdeleteaudit.repository;

import java.util.List;
import java.util.Optional;

import io.github.softdeleteaudit.restore.AfterRestoreEvent;
import io.github.softdeleteaudit.restore.BeforeRestoreEvent;
import io.github.softdeleteaudit.restore.RestoreConflictException;
import io.github.softdeleteaudit.restore.RestoreOptions;
import io.github.softdeleteaudit.restore.RestorePreview;
import io.github.softdeleteaudit.restore.RestoreVetoedException;
import io.github.softdeleteaudit.softdelete.DeletionId;
import io.github.softdeleteaudit.softdelete.NotDeletedException;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import io.github.softdeleteaudit.softdelete.StillReferencedException;
import io.github.softdeleteaudit.unique.LiveUnique;
import io.github.softdeleteaudit.unique.LiveUniqueViolationException;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.orm.ObjectRetrievalFailureException;
import org.springframework.transaction.annotation.Propagation;
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
	 * Return all deleted entities, the last deleted first; in the order of their
	 * identifiers where the indicator is a boolean.
	 * @return the entities, read-only: changes to them are not written, and changes to
	 * their collections are refused
	 */
	@Transactional(readOnly = true)
	List<T> findDeleted();

	/**
	 * Return a page of the deleted entities.
	 * @param pageable the page; when unsorted, the last deleted come first, where the
	 * indicator tells a time. The identifier decides among equals
	 * @return the entities, read-only: changes to them are not written, and changes to
	 * their collections are refused
	 */
	@Transactional(readOnly = true)
	Page<T> findDeleted(Pageable pageable);

	/**
	 * Return a page of the deleted entities that fulfil a condition.
	 * @param specification the condition
	 * @param pageable the page; when unsorted, the last deleted come first, where the
	 * indicator tells a time. The identifier decides among equals
	 * @return the entities, read-only: changes to them are not written, and changes to
	 * their collections are refused
	 */
	@Transactional(readOnly = true)
	Page<T> findDeleted(Specification<T> specification, Pageable pageable);

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
	 * Return an entity, live or deleted.
	 * @param id its identifier
	 * @return the entity, read-only if it is deleted: changes to it are not written then;
	 * empty if there is no such row
	 */
	@Transactional(readOnly = true)
	Optional<T> findByIdIncludingDeleted(ID id);

	/**
	 * Return all entities, live and deleted, in the order of their identifiers.
	 * @return the entities, the deleted ones read-only: changes to them are not written
	 */
	@Transactional(readOnly = true)
	List<T> findAllIncludingDeleted();

	/**
	 * Return a page of all entities, live and deleted.
	 * @param pageable the page; the identifier decides among equals
	 * @return the entities, the deleted ones read-only: changes to them are not written
	 */
	@Transactional(readOnly = true)
	Page<T> findAllIncludingDeleted(Pageable pageable);

	/**
	 * Return a page of the entities, live and deleted, that fulfil a condition.
	 * @param specification the condition
	 * @param pageable the page; the identifier decides among equals
	 * @return the entities, the deleted ones read-only: changes to them are not written
	 */
	@Transactional(readOnly = true)
	Page<T> findAllIncludingDeleted(Specification<T> specification, Pageable pageable);

	/**
	 * Restore a deleted entity, and with it, through the associations that cascaded the
	 * deletion, all that the same deletion took along: its children and theirs, and its
	 * parents with theirs. What was deleted before or since stays deleted. Restoring a
	 * live entity changes nothing.
	 * <p>
	 * Takes part in the current transaction or makes one; pending changes are flushed
	 * first, and instances in the persistence context are refreshed. A
	 * {@link BeforeRestoreEvent} and an {@link AfterRestoreEvent} are published.
	 * @param id its identifier
	 * @return the live entity
	 * @throws ObjectRetrievalFailureException if there is no such row
	 * @throws RestoreConflictException if a live row holds a {@link LiveUnique} key, or
	 * if a parent was deleted otherwise or is gone; nothing is changed then, and the
	 * transaction can go on
	 * @throws RestoreVetoedException if a listener has vetoed it; the same applies
	 * @throws LiveUniqueViolationException if another transaction takes a key at the same
	 * time
	 * @throws OptimisticLockingFailureException if another transaction restores or purges
	 * the rows at the same time
	 */
	@Transactional(noRollbackFor = { RestoreConflictException.class, RestoreVetoedException.class })
	T restore(ID id);

	/**
	 * Restore a deleted entity, as {@link #restore(Object)} does.
	 * @param id its identifier
	 * @param options how to restore
	 * @return the live entity
	 */
	@Transactional(noRollbackFor = { RestoreConflictException.class, RestoreVetoedException.class })
	T restore(ID id, RestoreOptions options);

	/**
	 * Find out what {@link #restore(Object)} would do. Nothing is changed.
	 * @param id its identifier
	 * @return the rows that would come back, and what is in the way; without rows if the
	 * entity is live
	 * @throws ObjectRetrievalFailureException if there is no such row
	 */
	@Transactional(readOnly = true)
	RestorePreview previewRestore(ID id);

	/**
	 * Find out what {@link #restore(Object, RestoreOptions)} would do. Nothing is
	 * changed.
	 * @param id its identifier
	 * @param options how it would be restored
	 * @return the rows that would come back, and what is in the way; without rows if the
	 * entity is live
	 * @throws ObjectRetrievalFailureException if there is no such row
	 */
	@Transactional(readOnly = true)
	RestorePreview previewRestore(ID id, RestoreOptions options);

	/**
	 * Delete all entities that fulfil a condition, with what their deletion takes along
	 * through cascades, in a number of statements that does not depend on how many they
	 * are. Without a {@link DeletionId deletion id} they are loaded instead.
	 * <p>
	 * Takes part in the current transaction or makes one; pending changes are flushed
	 * first, and instances in the persistence context stay as they are.
	 * @param specification the condition
	 * @return how many entities fulfilled it, without what was taken along
	 */
	@Transactional
	long deleteAll(Specification<T> specification);

	/**
	 * Delete all entities that fulfil a condition now, chunk by chunk.
	 * @param specification the condition
	 * @param chunks how to go through them; unless each has a transaction of its own, all
	 * take part in the current one, or in one that is made
	 * @return how many entities have been deleted, without what was taken along
	 */
	@Transactional(propagation = Propagation.SUPPORTS)
	long deleteAll(Specification<T> specification, Chunks chunks);

	/**
	 * Restore all deleted entities that fulfil a condition, as {@link #restore(Object)}
	 * does.
	 * <p>
	 * Takes part in the current transaction or makes one; pending changes are flushed
	 * first, and instances in the persistence context are refreshed.
	 * @param specification the condition
	 * @return how many entities fulfilled it, without what was restored along with them
	 * @throws RestoreConflictException if something is in the way of one of them; nothing
	 * is changed then, and the transaction can go on
	 * @throws RestoreVetoedException if a listener has vetoed it; the same applies
	 * @throws LiveUniqueViolationException if another transaction takes a key of one of
	 * them at the same time
	 * @throws OptimisticLockingFailureException if another transaction restores or purges
	 * the rows at the same time
	 */
	@Transactional(noRollbackFor = { RestoreConflictException.class, RestoreVetoedException.class })
	long restoreAll(Specification<T> specification);

	/**
	 * Restore all deleted entities that fulfil a condition now, chunk by chunk.
	 * @param specification the condition
	 * @param chunks how to go through them; unless each has a transaction of its own, all
	 * take part in the current one, or in one that is made
	 * @return how many of them have been restored; not those that came back along with
	 * others of an earlier chunk
	 * @throws RestoreConflictException if something is in the way of one of them; the
	 * transaction of its chunk is rolled back then, and what earlier chunks have restored
	 * in transactions of their own stays
	 * @throws RestoreVetoedException if a listener has vetoed it; the same applies
	 * @throws LiveUniqueViolationException if another transaction takes a key of one of
	 * them at the same time; the same applies
	 * @throws OptimisticLockingFailureException if another transaction restores or purges
	 * the rows at the same time; the same applies
	 */
	@Transactional(propagation = Propagation.SUPPORTS)
	long restoreAll(Specification<T> specification, Chunks chunks);

	/**
	 * Find the live entities that hold a {@link LiveUnique @LiveUnique} key of another
	 * one, so that this could not be saved. Keys are compared as the database compares
	 * them; a key with a null is held by none, unless its nulls are not distinct.
	 * @param candidate the other one: new, detached or managed; what it has in memory
	 * counts
	 * @return the entities, without the candidate's own row; those of this repository's
	 * type alone, where others of a hierarchy may hold the key as well, and those that
	 * the session's filters and its tenant let it see
	 */
	@Transactional(readOnly = true)
	List<T> findLiveHolding(T candidate);

	/**
	 * Find the deleted entities that hold a {@link LiveUnique @LiveUnique} key of another
	 * one: it may be better to restore one of them than to save this.
	 * @param candidate the other one
	 * @return the entities, the last deleted first, read-only: changes to them are not
	 * written, and changes to their collections are refused
	 */
	@Transactional(readOnly = true)
	List<T> findDeletedHolding(T candidate);

	/**
	 * Restore the deleted entity that holds the {@link LiveUnique @LiveUnique} keys of a
	 * new one, or else save that. What is restored stays as it was deleted: nothing of
	 * the new entity is written to it. Of several deleted ones it is the last, by the
	 * deletion id where the indicator tells no time; without that it is any. One that
	 * holds some of the keys but not all is none.
	 * <p>
	 * Takes part in the current transaction or makes one. An entity that is managed
	 * already is saved.
	 * @param candidate the new entity
	 * @return the restored or the saved entity
	 * @throws LiveUniqueViolationException if a live row holds one of the keys; nothing
	 * is changed then. Where another transaction takes the key at the same time, it comes
	 * from the database
	 * @throws RestoreConflictException if something is in the way of the restore; nothing
	 * is changed then, and the transaction can go on
	 * @throws RestoreVetoedException if a listener has vetoed the restore; the same
	 * applies
	 * @throws OptimisticLockingFailureException if another transaction restores or purges
	 * the row at the same time
	 */
	@Transactional(noRollbackFor = { RestoreConflictException.class, RestoreVetoedException.class })
	T restoreOrSave(T candidate);

	/**
	 * Remove a deleted entity's row physically, with the rows of its element collections
	 * and the links to and from it. It cannot be undone; the entity's history stays.
	 * <p>
	 * Takes part in the current transaction or makes one; pending changes are flushed
	 * first.
	 * @param id its identifier
	 * @throws ObjectRetrievalFailureException if there is no such row
	 * @throws NotDeletedException if the row is live
	 * @throws StillReferencedException if other rows, live or deleted, seen by the
	 * session or not, refer to the row
	 */
	@Transactional
	void purge(ID id);

}
