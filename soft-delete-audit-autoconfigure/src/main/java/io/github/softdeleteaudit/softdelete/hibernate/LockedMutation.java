package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.softdeleteaudit.softdelete.RowChangeRecorder;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandler;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.update.SqmAssignment;
import org.hibernate.query.sqm.tree.update.SqmUpdateStatement;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.CannotAcquireLockException;

/**
 * An HQL or Criteria statement whose rows are locked and their ids read first: to be
 * recorded, since the statement's condition may not find them any more afterwards; or
 * because they are in several tables, each of which is changed by ids alone, of rows that
 * were deleted since as well.
 *
 * @param persister the persister of the entity that the statement is of
 * @param mutation changes the rows
 * @param rows reads which
 * @param assigned the attributes that it assigns, or {@code null} if it deletes rows
 * physically
 * @param recorders told of the rows, none if they are not recorded
 */
record LockedMutation(EntityPersister persister, MultiTableHandler mutation, MatchingRows rows,
		@Nullable Set<String> assigned, List<RowChangeRecorder> recorders) implements MultiTableHandler {

	private static final int ATTEMPTS = 3;

	/**
	 * Return the attributes of the entity that a statement assigns, wholly or in part.
	 */
	static Set<String> assigned(SqmUpdateStatement<?> update, EntityPersister persister) {
		Set<String> assigned = new LinkedHashSet<>();
		for (SqmAssignment<?> assignment : update.getSetClause().getAssignments()) {
			SqmPath<?> path = assignment.getTargetPath();
			while (path.getLhs() != null && path.getLhs().getLhs() != null) {
				path = path.getLhs();
			}
			assigned.add(path.getReferencedPathSource().getPathName());
		}
		if (update.isVersioned()) {
			assigned.add(persister.getVersionMapping().getVersionAttribute().getAttributeName());
		}
		return assigned;
	}

	@Override
	public JdbcParameterBindings createJdbcParameterBindings(DomainQueryExecutionContext executionContext) {
		return this.mutation.createJdbcParameterBindings(executionContext);
	}

	@Override
	public boolean dependsOnParameterBindings() {
		return this.mutation.dependsOnParameterBindings();
	}

	@Override
	public boolean isCompatibleWith(JdbcParameterBindings jdbcParameterBindings, QueryOptions queryOptions) {
		return this.mutation.isCompatibleWith(jdbcParameterBindings, queryOptions);
	}

	@Override
	public int execute(JdbcParameterBindings jdbcParameterBindings, DomainQueryExecutionContext executionContext) {
		SharedSessionContractImplementor session = executionContext.getSession();
		Map<EntityPersister, Set<Object>> ids = this.persister.hasMultipleTables() ? lockedIds(executionContext)
				: ids(executionContext);
		if (this.assigned == null) {
			this.recorders.forEach((recorder) -> ids
				.forEach((concrete, deleted) -> recorder.purging(session, concrete.getEntityName(), deleted)));
		}
		int count = this.mutation.execute(jdbcParameterBindings, executionContext);
		if (count != size(ids) && isRecorded()) {
			throw conflict();
		}
		if (this.assigned != null) {
			this.recorders.forEach((recorder) -> ids.forEach((concrete, changed) -> recorder.updated(session,
					concrete.getEntityName(), changed, this.assigned)));
		}
		return count;
	}

	// Hibernate does not lock what a query joins on every database. What others have
	// changed until the rows are locked is seen by reading again.
	private Map<EntityPersister, Set<Object>> lockedIds(DomainQueryExecutionContext executionContext) {
		Map<EntityPersister, Set<Object>> before = ids(executionContext);
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			int locked = lock(executionContext.getSession(), before);
			Map<EntityPersister, Set<Object>> ids = (locked > 0) ? ids(executionContext) : before;
			if (size(ids) <= locked && contains(before, ids)) {
				return ids;
			}
			before = ids;
		}
		if (isRecorded()) {
			throw conflict();
		}
		// what comes meanwhile does no harm
		return before;
	}

	private boolean isRecorded() {
		return !this.recorders.isEmpty();
	}

	private Map<EntityPersister, Set<Object>> ids(DomainQueryExecutionContext executionContext) {
		Map<EntityPersister, Set<Object>> ids = new LinkedHashMap<>();
		for (Object row : this.rows.list(executionContext)) {
			EntityPersister concrete = executionContext.getSession()
				.getFactory()
				.getMappingMetamodel()
				.getEntityDescriptor((Class<?>) ((Object[]) row)[1]);
			ids.computeIfAbsent(concrete, (key) -> new LinkedHashSet<>()).add(((Object[]) row)[0]);
		}
		return ids;
	}

	private static int lock(SharedSessionContractImplementor session, Map<EntityPersister, Set<Object>> ids) {
		int locked = 0;
		for (Map.Entry<EntityPersister, Set<Object>> each : ids.entrySet()) {
			locked += RowLock.lock(session, each.getKey(), each.getValue());
		}
		return locked;
	}

	private static boolean contains(Map<EntityPersister, Set<Object>> all, Map<EntityPersister, Set<Object>> some) {
		return some.entrySet()
			.stream()
			.allMatch((each) -> all.getOrDefault(each.getKey(), Set.of()).containsAll(each.getValue()));
	}

	private static int size(Map<EntityPersister, Set<Object>> ids) {
		return ids.values().stream().mapToInt(Set::size).sum();
	}

	private CannotAcquireLockException conflict() {
		return new CannotAcquireLockException(
				"Rows of %s have come or gone by other transactions while they were being changed"
					.formatted(this.persister.getEntityName()));
	}

}
