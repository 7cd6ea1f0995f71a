package io.github.softdeleteaudit.repository;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.softdeleteaudit.restore.RestoreOptions;
import io.github.softdeleteaudit.restore.RestorePreview;
import io.github.softdeleteaudit.restore.Restorer;
import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope.Visibility;
import io.github.softdeleteaudit.softdelete.hibernate.Purger;
import io.github.softdeleteaudit.softdelete.hibernate.SoftDeletePersister;
import io.github.softdeleteaudit.unique.LiveKeyHolders;
import io.github.softdeleteaudit.unique.LiveUniqueKeys;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.query.QueryUtils;
import org.springframework.data.jpa.repository.support.JpaEntityInformation;
import org.springframework.data.jpa.support.PageableUtils;
import org.springframework.data.support.PageableExecutionUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.Assert;

import static io.github.softdeleteaudit.softdelete.SoftDeleteScope.Visibility.INCLUDING_DELETED;
import static io.github.softdeleteaudit.softdelete.SoftDeleteScope.Visibility.ONLY_DELETED;
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

	private final JpaEntityInformation<T, ?> entityInformation;

	private final LiveKeyHolders<T> keyHolders;

	private final BulkOperations<T> bulkOperations;

	SoftDeleteRepositoryFragment(EntityManager entityManager, SoftDeletePersister persister,
			JpaEntityInformation<T, ?> entityInformation, Restorer restorer, Purger purger, LiveUniqueKeys keys,
			Supplier<PlatformTransactionManager> transactionManager) {
		this.entityManager = entityManager;
		this.persister = persister;
		this.type = entityInformation.getJavaType();
		this.entityInformation = entityInformation;
		this.keyHolders = new LiveKeyHolders<>(entityManager, this.type, keys);
		this.restorer = restorer;
		this.purger = purger;
		this.bulkOperations = new BulkOperations<>(entityManager, persister, this.type, restorer, transactionManager);
	}

	/**
	 * Implements {@link SoftDeleteRepository#findDeleted()}.
	 * @return the entities
	 */
	public List<T> findDeleted() {
		return find(ONLY_DELETED, null, Pageable.unpaged()).getContent();
	}

	/**
	 * Implements {@link SoftDeleteRepository#findDeleted(Pageable)}.
	 * @param pageable the page
	 * @return the entities
	 */
	public Page<T> findDeleted(Pageable pageable) {
		return find(ONLY_DELETED, null, pageable);
	}

	/**
	 * Implements {@link SoftDeleteRepository#findDeleted(Specification, Pageable)}.
	 * @param specification the condition
	 * @param pageable the page
	 * @return the entities
	 */
	public Page<T> findDeleted(Specification<T> specification, Pageable pageable) {
		Assert.notNull(specification, "The given Specification must not be null");
		return find(ONLY_DELETED, specification, pageable);
	}

	/**
	 * Implements {@link SoftDeleteRepository#findDeletedById(Object)}.
	 * @param id the identifier
	 * @return the entity
	 */
	public Optional<T> findDeletedById(ID id) {
		return findById(ONLY_DELETED, id);
	}

	/**
	 * Implements {@link SoftDeleteRepository#findByIdIncludingDeleted(Object)}.
	 * @param id the identifier
	 * @return the entity
	 */
	public Optional<T> findByIdIncludingDeleted(ID id) {
		return findById(INCLUDING_DELETED, id);
	}

	/**
	 * Implements {@link SoftDeleteRepository#findAllIncludingDeleted()}.
	 * @return the entities
	 */
	public List<T> findAllIncludingDeleted() {
		return find(INCLUDING_DELETED, null, Pageable.unpaged()).getContent();
	}

	/**
	 * Implements {@link SoftDeleteRepository#findAllIncludingDeleted(Pageable)}.
	 * @param pageable the page
	 * @return the entities
	 */
	public Page<T> findAllIncludingDeleted(Pageable pageable) {
		return find(INCLUDING_DELETED, null, pageable);
	}

	/**
	 * Implements
	 * {@link SoftDeleteRepository#findAllIncludingDeleted(Specification, Pageable)}.
	 * @param specification the condition
	 * @param pageable the page
	 * @return the entities
	 */
	public Page<T> findAllIncludingDeleted(Specification<T> specification, Pageable pageable) {
		Assert.notNull(specification, "The given Specification must not be null");
		return find(INCLUDING_DELETED, specification, pageable);
	}

	/**
	 * Implements {@link SoftDeleteRepository#existsDeletedById(Object)}.
	 * @param id the identifier
	 * @return whether there is
	 */
	public boolean existsDeletedById(ID id) {
		requireId(id);
		return count(ONLY_DELETED, (root, query, builder) -> builder.equal(root.get(ID_ROLE_NAME), id)) > 0;
	}

	/**
	 * Implements {@link SoftDeleteRepository#countDeleted()}.
	 * @return the number
	 */
	public long countDeleted() {
		return count(ONLY_DELETED, null);
	}

	/**
	 * Implements {@link SoftDeleteRepository#restore(Object)}.
	 * @param id the identifier
	 * @return the live entity
	 */
	public T restore(ID id) {
		return restore(id, RestoreOptions.defaults());
	}

	/**
	 * Implements {@link SoftDeleteRepository#restore(Object, RestoreOptions)}.
	 * @param id the identifier
	 * @param options how to restore
	 * @return the live entity
	 */
	public T restore(ID id, RestoreOptions options) {
		return this.type
			.cast(this.restorer.restore(this.entityManager, this.persister, requireId(id), requireOptions(options)));
	}

	/**
	 * Implements {@link SoftDeleteRepository#previewRestore(Object)}.
	 * @param id the identifier
	 * @return the preview
	 */
	public RestorePreview previewRestore(ID id) {
		return previewRestore(id, RestoreOptions.defaults());
	}

	/**
	 * Implements {@link SoftDeleteRepository#previewRestore(Object, RestoreOptions)}.
	 * @param id the identifier
	 * @param options how it would be restored
	 * @return the preview
	 */
	public RestorePreview previewRestore(ID id, RestoreOptions options) {
		return this.restorer.preview(this.entityManager, this.persister, requireId(id), requireOptions(options));
	}

	private static RestoreOptions requireOptions(@Nullable RestoreOptions options) {
		Assert.notNull(options, "The given options must not be null");
		return options;
	}

	/**
	 * Implements {@link SoftDeleteRepository#deleteAll(Specification)}.
	 * @param specification the condition
	 * @return how many
	 */
	public long deleteAll(Specification<T> specification) {
		return this.bulkOperations.deleteAll(specification);
	}

	/**
	 * Implements {@link SoftDeleteRepository#deleteAll(Specification, Chunks)}.
	 * @param specification the condition
	 * @param chunks the chunks
	 * @return how many
	 */
	public long deleteAll(Specification<T> specification, Chunks chunks) {
		return this.bulkOperations.deleteAll(specification, chunks);
	}

	/**
	 * Implements {@link SoftDeleteRepository#restoreAll(Specification)}.
	 * @param specification the condition
	 * @return how many
	 */
	public long restoreAll(Specification<T> specification) {
		return this.bulkOperations.restoreAll(specification);
	}

	/**
	 * Implements {@link SoftDeleteRepository#restoreAll(Specification, Chunks)}.
	 * @param specification the condition
	 * @param chunks the chunks
	 * @return how many
	 */
	public long restoreAll(Specification<T> specification, Chunks chunks) {
		return this.bulkOperations.restoreAll(specification, chunks);
	}

	/**
	 * Implements {@link SoftDeleteRepository#findLiveHolding(Object)}.
	 * @param candidate the entity
	 * @return the entities
	 */
	public List<T> findLiveHolding(T candidate) {
		return this.keyHolders.live(requireCandidate(candidate));
	}

	/**
	 * Implements {@link SoftDeleteRepository#findDeletedHolding(Object)}.
	 * @param candidate the entity
	 * @return the entities
	 */
	public List<T> findDeletedHolding(T candidate) {
		Map<Object, T> holders = new LinkedHashMap<>();
		this.keyHolders.deleted(requireCandidate(candidate)).forEach(holders::putAll);
		return lastFirst(holders.values());
	}

	/**
	 * Implements {@link SoftDeleteRepository#restoreOrSave(Object)}.
	 * @param candidate the new entity
	 * @return the restored or the saved entity
	 */
	public T restoreOrSave(T candidate) {
		if (this.entityManager.contains(requireCandidate(candidate))) {
			return candidate;
		}
		this.keyHolders.requireNoneLive(candidate);
		List<Map<Object, T>> holders = this.keyHolders.deleted(candidate);
		Map<Object, T> holdingAll = holders.isEmpty() ? Map.of() : new LinkedHashMap<>(holders.get(0));
		holders.forEach((holdingOne) -> holdingAll.keySet().retainAll(holdingOne.keySet()));
		if (!holdingAll.isEmpty()) {
			Object id = this.entityManager.getEntityManagerFactory()
				.getPersistenceUnitUtil()
				.getIdentifier(lastFirst(holdingAll.values()).get(0));
			return this.type
				.cast(this.restorer.restore(this.entityManager, this.persister, id, RestoreOptions.defaults()));
		}
		if (this.entityInformation.isNew(candidate)) {
			this.entityManager.persist(candidate);
			return candidate;
		}
		return this.entityManager.merge(candidate);
	}

	private List<T> lastFirst(Collection<T> deleted) {
		SoftDeleteModel model = this.persister.softDeleteModel();
		Comparator<T> byTime = Comparator.comparing(
				(entity) -> model.deletedAt(this.persister.value(Hibernate.unproxy(entity), model.indicator())),
				Comparator.nullsFirst(Comparator.reverseOrder()));
		return deleted.stream().sorted(byTime.thenComparing(this::deletion, Comparator.reverseOrder())).toList();
	}

	// ids of deletions are ordered by time in their text, which UUIDs are not compared by
	private String deletion(T entity) {
		String deletionId = this.persister.softDeleteModel().deletionId();
		Object id = (deletionId != null) ? this.persister.value(Hibernate.unproxy(entity), deletionId) : null;
		return (id != null) ? id.toString() : "";
	}

	private static <T> T requireCandidate(@Nullable T candidate) {
		Assert.notNull(candidate, "The given candidate must not be null");
		return candidate;
	}

	/**
	 * Implements {@link SoftDeleteRepository#purge(Object)}.
	 * @param id the identifier
	 */
	public void purge(ID id) {
		this.purger.purge(this.entityManager, this.persister, requireId(id));
	}

	private Optional<T> findById(Visibility visibility, ID id) {
		requireId(id);
		return find(visibility, (root, query, builder) -> builder.equal(root.get(ID_ROLE_NAME), id), Pageable.unpaged())
			.stream()
			.findFirst();
	}

	private Page<T> find(Visibility visibility, @Nullable Specification<T> specification, Pageable pageable) {
		Assert.notNull(pageable, "The given Pageable must not be null");
		CriteriaBuilder builder = this.entityManager.getCriteriaBuilder();
		CriteriaQuery<T> criteria = builder.createQuery(this.type);
		Root<T> root = criteria.from(this.type);
		restrict(criteria, root, builder, specification);
		criteria.select(root).orderBy(orders(visibility, pageable.getSort(), root, builder));
		TypedQuery<T> query = this.entityManager.createQuery(criteria);
		if (pageable.isUnpaged()) {
			return new PageImpl<>(found(visibility, query));
		}
		query.setFirstResult(PageableUtils.getOffsetAsInteger(pageable)).setMaxResults(pageable.getPageSize());
		return PageableExecutionUtils.getPage(found(visibility, query), pageable,
				() -> count(visibility, specification));
	}

	private long count(Visibility visibility, @Nullable Specification<T> specification) {
		CriteriaBuilder builder = this.entityManager.getCriteriaBuilder();
		CriteriaQuery<Long> criteria = builder.createQuery(Long.class);
		Root<T> root = criteria.from(this.type);
		restrict(criteria, root, builder, specification);
		criteria.select(criteria.isDistinct() ? builder.countDistinct(root) : builder.count(root)).distinct(false);
		return seeing(visibility, this.entityManager.createQuery(criteria)::getSingleResult);
	}

	private static <T> void restrict(CriteriaQuery<?> criteria, Root<T> root, CriteriaBuilder builder,
			@Nullable Specification<T> specification) {
		Predicate condition = (specification != null) ? specification.toPredicate(root, criteria, builder) : null;
		if (condition != null) {
			criteria.where(condition);
		}
	}

	private List<Order> orders(Visibility visibility, Sort sort, Root<T> root, CriteriaBuilder builder) {
		List<Order> orders = new ArrayList<>(QueryUtils.toOrders(sort, root, builder));
		SoftDeleteModel model = this.persister.softDeleteModel();
		if (orders.isEmpty() && visibility == ONLY_DELETED && model.indicatorType().isTime()) {
			orders.add(builder.desc(root.get(model.indicator())));
		}
		String idAttribute = this.persister.getIdentifierPropertyName();
		if (idAttribute == null || sort.getOrderFor(idAttribute) == null) {
			orders.add(builder.asc(root.get(ID_ROLE_NAME)));
		}
		return orders;
	}

	private List<T> found(Visibility visibility, TypedQuery<T> query) {
		List<T> found = seeing(visibility, query::getResultList);
		found.forEach((entity) -> this.persister.makeReadOnlyIfReadDeleted(entity, this.entityManager));
		return found;
	}

	private <R> R seeing(Visibility visibility, Supplier<R> query) {
		return (visibility == ONLY_DELETED) ? SoftDeleteScope.onlyDeleted(this.type, query)
				: SoftDeleteScope.includingDeleted(this.type, query);
	}

	private static <ID> ID requireId(@Nullable ID id) {
		Assert.notNull(id, "The given id must not be null");
		return id;
	}

}
