package io.github.softdeleteaudit.repository;

import jakarta.persistence.EntityManager;

import org.springframework.data.jpa.repository.support.JpaEntityInformation;
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
class BatchDeleteFragment<T, ID> {

	private final EntityManager entityManager;

	private final JpaEntityInformation<T, ID> entityInformation;

	BatchDeleteFragment(EntityManager entityManager, JpaEntityInformation<T, ID> entityInformation) {
		this.entityManager = entityManager;
		this.entityInformation = entityInformation;
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
