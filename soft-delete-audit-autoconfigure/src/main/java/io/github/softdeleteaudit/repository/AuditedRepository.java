package io.github.softdeleteaudit.repository;

import java.util.List;

import io.github.softdeleteaudit.audit.HistoryEntry;

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

}
