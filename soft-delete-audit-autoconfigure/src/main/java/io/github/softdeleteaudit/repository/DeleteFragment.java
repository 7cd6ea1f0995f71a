package io.github.softdeleteaudit.repository;

import java.util.Objects;

import io.github.softdeleteaudit.softdelete.hibernate.SoftDeletePersister;
import jakarta.persistence.EntityManager;

import org.springframework.data.jpa.repository.support.JpaEntityInformation;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.util.Assert;

/**
 * Spring Data's deletes "in batch" of a soft-deletable entity, which would be one
 * physical delete each: here every row is marked as deleted, with cascades and audit, by
 * batched updates. Other than with Spring Data, entities in the persistence context are
 * removed from it.
 *
 * @param <T> the type of the entity
 * @param <ID> the type of its identifier
 */
class DeleteFragment<T, ID> {

	private final EntityManager entityManager;

	private final SoftDeletePersister persister;

	private final JpaEntityInformation<T, ID> entityInformation;

	DeleteFragment(EntityManager entityManager, SoftDeletePersister persister,
			JpaEntityInformation<T, ID> entityInformation) {
		this.entityManager = entityManager;
		this.persister = persister;
		this.entityInformation = entityInformation;
	}

	/**
	 * Replaces the inherited method of the same name.
	 * @param entity the entity; one that is new or not live is left alone
	 */
	public void delete(T entity) {
		Assert.notNull(entity, "Entity must not be null");
		if (this.entityInformation.isNew(entity)) {
			return;
		}
		if (this.entityManager.contains(entity)) {
			this.entityManager.remove(entity);
			return;
		}
		T live = this.entityManager.find(this.entityInformation.getJavaType(),
				this.entityInformation.getRequiredId(entity));
		if (live != null) {
			requireSameVersion(entity, live);
			this.entityManager.remove(live);
		}
	}

	/**
	 * Replaces the inherited method of the same name.
	 * @param entities the entities; those that are new or not live are left alone
	 */
	public void deleteAll(Iterable<? extends T> entities) {
		Assert.notNull(entities, "Entities must not be null");
		entities.forEach(this::delete);
	}

	private void requireSameVersion(T entity, T live) {
		if (this.persister.isVersioned()
				&& !Objects.equals(this.persister.getVersion(entity), this.persister.getVersion(live))) {
			throw new ObjectOptimisticLockingFailureException(this.entityInformation.getJavaType(),
					Objects.requireNonNull(this.entityInformation.getId(entity)));
		}
	}

	/**
	 * Replaces the inherited method of the same name.
	 */
	public void deleteAllInBatch() {
		Class<T> type = this.entityInformation.getJavaType();
		var criteria = this.entityManager.getCriteriaBuilder().createQuery(type);
		criteria.select(criteria.from(type));
		this.entityManager.createQuery(criteria).getResultList().forEach(this.entityManager::remove);
		this.entityManager.flush();
	}

	/**
	 * Replaces the inherited method of the same name.
	 * @param entities the entities; those that are not live are left alone
	 */
	public void deleteAllInBatch(Iterable<T> entities) {
		Assert.notNull(entities, "Entities must not be null");
		for (T entity : entities) {
			ID id = this.entityInformation.getId(entity);
			if (id != null) {
				removeIfLive(id);
			}
		}
		this.entityManager.flush();
	}

	/**
	 * Replaces the inherited method of the same name.
	 * @param entities the entities; those that are not live are left alone
	 */
	public void deleteInBatch(Iterable<T> entities) {
		deleteAllInBatch(entities);
	}

	/**
	 * Replaces the inherited method of the same name.
	 * @param ids the identifiers; those that are not of live rows are left alone
	 */
	public void deleteAllByIdInBatch(Iterable<ID> ids) {
		Assert.notNull(ids, "Ids must not be null");
		ids.forEach(this::removeIfLive);
		this.entityManager.flush();
	}

	private void removeIfLive(ID id) {
		T entity = this.entityManager.find(this.entityInformation.getJavaType(), id);
		if (entity != null) {
			this.entityManager.remove(entity);
		}
	}

}
