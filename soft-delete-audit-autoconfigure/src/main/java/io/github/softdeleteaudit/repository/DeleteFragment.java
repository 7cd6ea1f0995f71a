package io.github.softdeleteaudit.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.softdelete.hibernate.SoftDeletePersister;
import jakarta.persistence.EntityManager;
import org.hibernate.Hibernate;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.jpa.repository.support.JpaEntityInformation;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.util.Assert;

/**
 * Spring Data's deletes of a soft-deletable entity that need care: of one that may be
 * stale or new, and "in batch", by statements for many rows, with what they take along.
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
	 * @throws InvalidDataAccessApiUsageException if it passes for a new one or for one of
	 * another class, but there is a live row with its id
	 * @throws ObjectOptimisticLockingFailureException if its version is not that of the
	 * live row
	 */
	public void delete(T entity) {
		Assert.notNull(entity, "Entity must not be null");
		if (this.entityManager.contains(entity)) {
			this.entityManager.remove(entity);
			return;
		}
		ID id = id(entity);
		T live = (id != null) ? SoftDeleteScope.outside(() -> find(id)) : null;
		if (id != null && live != null) {
			// what is not initialised knows nothing but the id
			if (Hibernate.isInitialized(entity)) {
				requireSame(this.entityInformation.getJavaType().cast(Hibernate.unproxy(entity)), live, id);
			}
			this.entityManager.remove(live);
		}
	}

	// other than through its own methods, also where those need a session
	@SuppressWarnings("unchecked")
	private @Nullable ID id(T entity) {
		LazyInitializer lazyInitializer = HibernateProxy.extractLazyInitializer(entity);
		return (lazyInitializer != null) ? (ID) lazyInitializer.getInternalIdentifier()
				: this.entityInformation.getId(entity);
	}

	private @Nullable T find(ID id) {
		Class<T> type = this.entityInformation.getJavaType();
		T live = this.entityManager.find(type, id);
		Class<?> root = this.persister.getRootEntityDescriptor().getEntityPersister().getMappedClass();
		if (live == null && root != type && this.entityManager.find(root, id) != null) {
			throw differs(id, "is of another class than its row");
		}
		return live;
	}

	private void requireSame(T entity, T live, ID id) {
		if (entity.getClass() != Hibernate.getClass(live)) {
			throw differs(id, "is of another class than its row");
		}
		if (this.entityInformation.isNew(entity)) {
			throw differs(id, "passes for a new one, though it has a row");
		}
		if (this.persister.isVersioned()
				&& !Objects.equals(this.persister.getVersion(entity), this.persister.getVersion(live))) {
			throw new ObjectOptimisticLockingFailureException(this.entityInformation.getJavaType(), id);
		}
	}

	private InvalidDataAccessApiUsageException differs(ID id, String problem) {
		return new InvalidDataAccessApiUsageException(
				"%s with id %s was not deleted, since the given instance %s: load it, or delete it by its id"
					.formatted(this.persister.getEntityName(), id, problem));
	}

	/**
	 * Replaces the inherited method of the same name.
	 * @param entities the entities; those that are new or not live are left alone
	 */
	public void deleteAll(Iterable<? extends T> entities) {
		Assert.notNull(entities, "Entities must not be null");
		entities.forEach(this::delete);
	}

	/**
	 * Replaces the inherited method of the same name.
	 */
	public void deleteAllInBatch() {
		this.entityManager.createQuery("delete from " + this.persister.getEntityName()).executeUpdate();
	}

	/**
	 * Replaces the inherited method of the same name.
	 * @param entities the entities; those that are not live are left alone
	 */
	public void deleteAllInBatch(Iterable<T> entities) {
		Assert.notNull(entities, "Entities must not be null");
		List<Object> ids = new ArrayList<>();
		entities.forEach((entity) -> {
			ID id = id(entity);
			if (id != null) {
				ids.add(id);
			}
		});
		deleteByIds(ids);
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
		List<Object> all = new ArrayList<>();
		ids.forEach(all::add);
		deleteByIds(all);
	}

	private void deleteByIds(List<Object> ids) {
		for (List<Object> part : this.persister.parts(ids)) {
			this.entityManager
				.createQuery("delete from %s e where id(e) in :ids".formatted(this.persister.getEntityName()))
				.setParameter("ids", part)
				.executeUpdate();
		}
	}

}
