package io.github.softdeleteaudit.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.softdeleteaudit.restore.Restorer;
import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.softdelete.hibernate.Purger;
import io.github.softdeleteaudit.softdelete.hibernate.SoftDeletePersister;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Root;
import org.hibernate.jpa.HibernateHints;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.query.QueryUtils;
import org.springframework.data.jpa.support.PageableUtils;
import org.springframework.data.support.PageableExecutionUtils;
import org.springframework.util.Assert;

import static org.hibernate.metamodel.mapping.EntityIdentifierMapping.ID_ROLE_NAME;

/**
 * What {@link SoftDeleteRepository} adds.
 * <p>
 * Relies on Hibernate's own name of an identifier, since one of several attributes has no
 * other.
 *
 * @param <T> the type of the entity
 * @param <ID> the type of its identifier
 */
class SoftDeleteRepositoryFragment<T, ID> {

	private final EntityManager entityManager;

	private final SoftDeletePersister persister;

	private final Class<T> type;

	private final Restorer restorer;

	private final Purger purger;

	SoftDeleteRepositoryFragment(EntityManager entityManager, SoftDeletePersister persister, Class<T> type,
			Restorer restorer, Purger purger) {
		this.entityManager = entityManager;
		this.persister = persister;
		this.type = type;
		this.restorer = restorer;
		this.purger = purger;
	}

	/**
	 * Implements {@link SoftDeleteRepository#findDeleted()}.
	 * @return the entities
	 */
	public List<T> findDeleted() {
		TypedQuery<T> query = deleted(Sort.unsorted(), null);
		return onlyDeleted(query::getResultList);
	}

	/**
	 * Implements {@link SoftDeleteRepository#findDeleted(Pageable)}.
	 * @param pageable the page
	 * @return the entities
	 */
	public Page<T> findDeleted(Pageable pageable) {
		Assert.notNull(pageable, "The given Pageable must not be null");
		TypedQuery<T> query = deleted(pageable.getSort(), null);
		if (pageable.isUnpaged()) {
			return new PageImpl<>(onlyDeleted(query::getResultList));
		}
		query.setFirstResult(PageableUtils.getOffsetAsInteger(pageable)).setMaxResults(pageable.getPageSize());
		return PageableExecutionUtils.getPage(onlyDeleted(query::getResultList), pageable, this::countDeleted);
	}

	/**
	 * Implements {@link SoftDeleteRepository#findDeletedById(Object)}.
	 * @param id the identifier
	 * @return the entity
	 */
	public Optional<T> findDeletedById(ID id) {
		TypedQuery<T> query = deleted(Sort.unsorted(), requireId(id));
		return onlyDeleted(query::getResultList).stream().findFirst();
	}

	/**
	 * Implements {@link SoftDeleteRepository#existsDeletedById(Object)}.
	 * @param id the identifier
	 * @return whether there is
	 */
	public boolean existsDeletedById(ID id) {
		return countDeletedRows(requireId(id)) > 0;
	}

	/**
	 * Implements {@link SoftDeleteRepository#countDeleted()}.
	 * @return the number
	 */
	public long countDeleted() {
		return countDeletedRows(null);
	}

	/**
	 * Implements {@link SoftDeleteRepository#restore(Object)}.
	 * @param id the identifier
	 * @return the live entity
	 */
	public T restore(ID id) {
		return this.type.cast(this.restorer.restore(this.entityManager, this.persister, requireId(id)));
	}

	/**
	 * Implements {@link SoftDeleteRepository#purge(Object)}.
	 * @param id the identifier
	 */
	public void purge(ID id) {
		this.purger.purge(this.entityManager, this.persister, requireId(id));
	}

	private TypedQuery<T> deleted(Sort sort, @Nullable ID id) {
		CriteriaBuilder builder = this.entityManager.getCriteriaBuilder();
		CriteriaQuery<T> criteria = builder.createQuery(this.type);
		Root<T> root = criteria.from(this.type);
		if (id != null) {
			criteria.where(builder.equal(root.get(ID_ROLE_NAME), id));
		}
		criteria.select(root).orderBy(orders(sort, root, builder));
		return this.entityManager.createQuery(criteria).setHint(HibernateHints.HINT_READ_ONLY, true);
	}

	private List<Order> orders(Sort sort, Root<T> root, CriteriaBuilder builder) {
		List<Order> orders = new ArrayList<>(QueryUtils.toOrders(sort, root, builder));
		SoftDeleteModel model = this.persister.softDeleteModel();
		if (orders.isEmpty() && model.indicatorType().isTime()) {
			orders.add(builder.desc(root.get(model.indicator())));
		}
		String idAttribute = this.persister.getIdentifierPropertyName();
		if (idAttribute == null || sort.getOrderFor(idAttribute) == null) {
			orders.add(builder.asc(root.get(ID_ROLE_NAME)));
		}
		return orders;
	}

	private long countDeletedRows(@Nullable ID id) {
		CriteriaBuilder builder = this.entityManager.getCriteriaBuilder();
		CriteriaQuery<Long> criteria = builder.createQuery(Long.class);
		Root<T> root = criteria.from(this.type);
		if (id != null) {
			criteria.where(builder.equal(root.get(ID_ROLE_NAME), id));
		}
		TypedQuery<Long> query = this.entityManager.createQuery(criteria.select(builder.count(root)));
		return onlyDeleted(query::getSingleResult);
	}

	private <R> R onlyDeleted(Supplier<R> query) {
		return SoftDeleteScope.onlyDeleted(this.type, query);
	}

	private static <ID> ID requireId(@Nullable ID id) {
		Assert.notNull(id, "The given id must not be null");
		return id;
	}

}
