package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaDelete;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.query.sqm.NodeBuilder;
import org.hibernate.query.sqm.tree.delete.SqmDeleteStatement;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.predicate.SqmInSubQueryPredicate;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.query.sqm.tree.select.SqmSubQuery;
import org.jspecify.annotations.Nullable;

import static org.hibernate.metamodel.mapping.EntityIdentifierMapping.ID_ROLE_NAME;

/**
 * The entities that fulfil a condition. For the starter's own packages.
 * <p>
 * Relies on Hibernate's tree of a query being usable as a sub-query, since a condition
 * may need a query and a delete is none.
 *
 * @param <T> the type of the entities
 */
public final class MatchingEntities<T> {

	private final EntityManager entityManager;

	private final SoftDeletePersister persister;

	private final Class<T> type;

	private final Condition<T> condition;

	/**
	 * Create an instance. Nothing is read.
	 * @param entityManager the entity manager
	 * @param persister the persister of the entity
	 * @param type the entity's class
	 * @param condition the condition
	 */
	public MatchingEntities(EntityManager entityManager, SoftDeletePersister persister, Class<T> type,
			Condition<T> condition) {
		this.entityManager = entityManager;
		this.persister = persister;
		this.type = type;
		this.condition = condition;
	}

	/**
	 * Find the ids of those that are visible.
	 * @return the ids, in their order
	 */
	public List<Object> ids() {
		NodeBuilder builder = (NodeBuilder) this.entityManager.getCriteriaBuilder();
		List<Object> found = this.entityManager.createQuery(byId(selectable(builder), builder)).getResultList();
		SessionImplementor session = this.entityManager.unwrap(SessionImplementor.class);
		return found.stream().map((id) -> SelectedId.value(this.persister, id, session)).distinct().toList();
	}

	/**
	 * Select from those that are visible.
	 * @param attributes attributes of the entity, {@code null} for nothing
	 * @return the id as it is {@link SelectedId selected}, the class and the values of
	 * the attributes, in the order of the ids; an entity may come more than once
	 */
	@SuppressWarnings("unchecked")
	public List<Object[]> select(@Nullable String... attributes) {
		NodeBuilder builder = (NodeBuilder) this.entityManager.getCriteriaBuilder();
		CriteriaQuery<Object> query = selectable(builder);
		Root<T> root = (Root<T>) query.getRoots().iterator().next();
		List<Selection<?>> selected = new ArrayList<>(List.of(id(root), root.type()));
		for (String attribute : attributes) {
			selected.add((attribute != null) ? root.get(attribute) : builder.nullLiteral(Object.class));
		}
		query.select(builder.array(selected));
		return (List<Object[]>) (List<?>) this.entityManager.createQuery(byId(query, builder)).getResultList();
	}

	// of groups nothing can be selected but the id, and where associations are fetched
	// nothing but the entity
	@SuppressWarnings("unchecked")
	private CriteriaQuery<Object> selectable(NodeBuilder builder) {
		CriteriaQuery<Object> matching = query(builder);
		if (matching.getGroupList().isEmpty()
				&& matching.getRoots().stream().allMatch((root) -> root.getFetches().isEmpty())) {
			return matching;
		}
		CriteriaQuery<Object> query = builder.createQuery(Object.class);
		SqmExpression<Object> id = (SqmExpression<Object>) id(query.from(this.type));
		query.where(new SqmInSubQueryPredicate<>(id, new SqmSubQuery<>((SqmSelectStatement<Object>) query,
				((SqmSelectStatement<Object>) matching).getQueryPart(), (Class<Object>) id.getJavaType(), builder),
				builder));
		return query.select(id);
	}

	private static CriteriaQuery<Object> byId(CriteriaQuery<Object> query, CriteriaBuilder builder) {
		return query.orderBy(query.getRoots().stream().map((root) -> builder.asc(root.get(ID_ROLE_NAME))).toList());
	}

	/**
	 * Delete those that are live, by one statement for many rows.
	 * @return how many
	 */
	public long delete() {
		return delete(null);
	}

	/**
	 * Delete those of some entities that are live and fulfil the condition still.
	 * @param ids the ids of the entities
	 * @return how many
	 */
	public long deleteOf(Collection<?> ids) {
		long count = 0;
		for (List<Object> part : this.persister.parts(ids)) {
			count += delete(part);
		}
		return count;
	}

	@SuppressWarnings("unchecked")
	private long delete(@Nullable List<Object> ids) {
		NodeBuilder builder = (NodeBuilder) this.entityManager.getCriteriaBuilder();
		CriteriaDelete<T> delete = builder.createCriteriaDelete(this.type);
		SqmExpression<Object> id = (SqmExpression<Object>) id(delete.from(this.type));
		SqmSelectStatement<Object> matching = (SqmSelectStatement<Object>) query(builder);
		Predicate condition = new SqmInSubQueryPredicate<>(id, new SqmSubQuery<>((SqmDeleteStatement<T>) delete,
				matching.getQueryPart(), (Class<Object>) id.getJavaType(), builder), builder);
		delete.where((ids != null) ? builder.and(id.in(ids), condition) : condition);
		return this.entityManager.createQuery(delete).executeUpdate();
	}

	@SuppressWarnings("unchecked")
	private CriteriaQuery<Object> query(CriteriaBuilder builder) {
		CriteriaQuery<Object> query = builder.createQuery(Object.class);
		Root<T> root = query.from(this.type);
		Predicate predicate = this.condition.toPredicate(root, query, builder);
		if (predicate != null) {
			query.where(predicate);
		}
		query.select((Expression<Object>) id(root)).distinct(false).orderBy(List.of());
		return query;
	}

	private Expression<?> id(Root<T> root) {
		return this.persister.hasVirtualId() ? root : root.get(ID_ROLE_NAME);
	}

	/**
	 * A condition on entities.
	 *
	 * @param <T> the type of the entities
	 */
	@FunctionalInterface
	public interface Condition<T> {

		/**
		 * Return the condition as a predicate.
		 * @param root the entities
		 * @param query the query
		 * @param builder makes predicates
		 * @return the predicate, or {@code null} if all entities fulfil the condition
		 */
		@Nullable Predicate toPredicate(Root<T> root, CriteriaQuery<?> query, CriteriaBuilder builder);

	}

}
