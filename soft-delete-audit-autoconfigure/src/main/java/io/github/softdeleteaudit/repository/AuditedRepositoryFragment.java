package io.github.softdeleteaudit.repository;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.github.softdeleteaudit.audit.AttributeChange;
import io.github.softdeleteaudit.audit.EntityHistory;
import io.github.softdeleteaudit.audit.HistoryEntry;
import jakarta.persistence.EntityManager;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.util.Assert;

/**
 * What {@link AuditedRepository} declares.
 *
 * @param <T> the type of the entity
 * @param <ID> the type of its identifier
 */
class AuditedRepositoryFragment<T, ID> {

	private final EntityManager entityManager;

	private final Class<T> type;

	private final EntityHistory entityHistory;

	AuditedRepositoryFragment(EntityManager entityManager, Class<T> type, EntityHistory entityHistory) {
		this.entityManager = entityManager;
		this.type = type;
		this.entityHistory = entityHistory;
	}

	/**
	 * Implements {@link AuditedRepository#history(Object)}.
	 * @param id the identifier
	 * @return the entries
	 */
	public List<HistoryEntry<T>> history(ID id) {
		Assert.notNull(id, "The given id must not be null");
		return this.entityHistory.history(this.entityManager, this.type, id);
	}

	/**
	 * Implements {@link AuditedRepository#history(Object, Pageable)}.
	 * @param id the identifier
	 * @param pageable the page
	 * @return the entries
	 */
	public Page<HistoryEntry<T>> history(ID id, Pageable pageable) {
		Assert.notNull(id, "The given id must not be null");
		Assert.notNull(pageable, "The given page must not be null");
		return this.entityHistory.history(this.entityManager, this.type, id, pageable);
	}

	/**
	 * Implements {@link AuditedRepository#lastEntry(Object)}.
	 * @param id the identifier
	 * @return the entry
	 */
	public Optional<HistoryEntry<T>> lastEntry(ID id) {
		Assert.notNull(id, "The given id must not be null");
		return this.entityHistory.lastEntry(this.entityManager, this.type, id);
	}

	/**
	 * Implements {@link AuditedRepository#findAsOf(Object, Instant)}.
	 * @param id the identifier
	 * @param instant the instant
	 * @return the entity
	 */
	public Optional<T> findAsOf(ID id, Instant instant) {
		Assert.notNull(id, "The given id must not be null");
		Assert.notNull(instant, "The given instant must not be null");
		return this.entityHistory.findAsOf(this.entityManager, this.type, id, instant);
	}

	/**
	 * Implements {@link AuditedRepository#findAllAsOf(Instant, Pageable)}.
	 * @param instant the instant
	 * @param pageable the page
	 * @return the entities
	 */
	public Page<T> findAllAsOf(Instant instant, Pageable pageable) {
		Assert.notNull(instant, "The given instant must not be null");
		Assert.notNull(pageable, "The given page must not be null");
		return this.entityHistory.findAllAsOf(this.entityManager, this.type, instant, pageable);
	}

	/**
	 * Implements {@link AuditedRepository#changes(Object, long, long)}.
	 * @param id the identifier
	 * @param from the earlier revision
	 * @param to the later revision
	 * @return the changes
	 */
	public List<AttributeChange> changes(ID id, long from, long to) {
		Assert.notNull(id, "The given id must not be null");
		return this.entityHistory.changes(this.entityManager, this.type, id, from, to);
	}

	/**
	 * Implements {@link AuditedRepository#revertTo(Object, long)}.
	 * @param id the identifier
	 * @param revision the revision
	 * @return the entity
	 */
	public T revertTo(ID id, long revision) {
		Assert.notNull(id, "The given id must not be null");
		return this.entityHistory.revertTo(this.entityManager, this.type, id, revision);
	}

}
