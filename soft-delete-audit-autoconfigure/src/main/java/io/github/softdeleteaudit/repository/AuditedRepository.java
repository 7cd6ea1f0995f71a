package io.github.softdeleteaudit.repository;

import java.util.List;

import io.github.softdeleteaudit.audit.AttributeChange;
import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.RevertConflictException;

import org.springframework.dao.InvalidDataAccessApiUsageException;
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
