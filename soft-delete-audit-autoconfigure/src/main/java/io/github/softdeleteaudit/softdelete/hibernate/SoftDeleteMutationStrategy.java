package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope.Visibility;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.persister.entity.SingleTableEntityPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.spi.NonSelectQueryPlan;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.internal.SimpleNonSelectQueryPlan;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandler;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandlerBuildResult;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.hibernate.query.sqm.tree.SqmDeleteOrUpdateStatement;
import org.hibernate.query.sqm.tree.delete.SqmDeleteStatement;
import org.hibernate.query.sqm.tree.predicate.SqmWhereClause;
import org.hibernate.query.sqm.tree.update.SqmAssignment;
import org.hibernate.query.sqm.tree.update.SqmUpdateStatement;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Runs the HQL and Criteria deletes of a soft-deletable entity, which would delete rows
 * and links physically, as updates of the indicator, records its updates, and refuses
 * those of deleted rows in a {@link SoftDeleteScope}.
 * <p>
 * Relies on Hibernate asking an entity's strategy, where there is one, to run such a
 * statement, for entities in one table too.
 */
final class SoftDeleteMutationStrategy implements SqmMultiTableMutationStrategy {

	// subqueries, collections, and paths through references; embeddables may pass for one
	private static final Pattern OTHER_ROWS = Pattern.compile(
			"\\b(?:select|exists|empty|member)\\b|\\[|\\w\\.\\w+\\.\\w"
					+ "|\\b(?:size|elements?|ind(?:ex|ices)|(?:max|min)(?:element|index)|keys?|values?|entry)\\s*\\(",
			Pattern.CASE_INSENSITIVE);

	private final SoftDeletePersister persister;

	private final @Nullable SqmMultiTableMutationStrategy multiTableStrategy;

	SoftDeleteMutationStrategy(SoftDeletePersister persister,
			@Nullable SqmMultiTableMutationStrategy multiTableStrategy) {
		this.persister = persister;
		this.multiTableStrategy = multiTableStrategy;
	}

	@Override
	public void release(SessionFactoryImplementor sessionFactory, JdbcConnectionAccess connectionAccess) {
		if (this.multiTableStrategy != null) {
			this.multiTableStrategy.release(sessionFactory, connectionAccess);
		}
	}

	@Override
	public MultiTableHandlerBuildResult buildHandler(SqmDeleteOrUpdateStatement<?> statement,
			DomainParameterXref domainParameterXref, DomainQueryExecutionContext context) {
		if (statement instanceof SqmDeleteStatement<?> delete) {
			return new MultiTableHandlerBuildResult(delete(delete, domainParameterXref, context),
					JdbcParameterBindings.NO_BINDINGS);
		}
		SqmUpdateStatement<?> assigning = (SqmUpdateStatement<?>) statement;
		this.persister.requireNoDeletion(
				assigning.getSetClause().getAssignments().stream().map(SqmAssignment::getTargetPath).toList());
		MultiTableHandlerBuildResult built = build(statement, domainParameterXref, context);
		MultiTableHandler update = new TranslatingHandler(built.multiTableHandler(),
				this.persister.softDeleteBehavior());
		boolean recorded = isRecorded(context.getSession());
		if (recorded || this.persister.hasMultipleTables()) {
			update = new LockedMutation(this.persister, update,
					MatchingRows.idsAndTypes(statement, domainParameterXref, context, isLockable()),
					LockedMutation.assigned(assigning, this.persister),
					recorded ? this.persister.softDeleteBehavior().recorders() : List.of());
		}
		return new MultiTableHandlerBuildResult(update, built.firstJdbcParameterBindings());
	}

	// a union cannot be locked
	private boolean isLockable() {
		return !(this.persister instanceof UnionSubclassEntityPersister && this.persister.hasMultipleTables());
	}

	private boolean isRecorded(SharedSessionContractImplementor session) {
		return this.persister.softDeleteBehavior()
			.recorders()
			.stream()
			.anyMatch((recorder) -> recorder.records(session, this.persister.getEntityName()));
	}

	private MultiTableHandler delete(SqmDeleteStatement<?> delete, DomainParameterXref domainParameterXref,
			DomainQueryExecutionContext context) {
		if (this.persister.softDeleteModel().deletionId() == null) {
			return new LoadingDelete(this.persister,
					MatchingRows.entities(delete, domainParameterXref, context, isLockable()));
		}
		boolean singleTable = this.persister instanceof SingleTableEntityPersister
				&& this.persister.getSubclassTableSpan() == 1 && !delete.getTarget().hasTreats();
		Map<String, BulkDeletePlan> plans = new LinkedHashMap<>();
		for (String name : this.persister.getSubclassEntityNames()) {
			SoftDeletePersister concrete = SoftDeletePersister.find(context.getSession(), name);
			if (concrete != null && !concrete.isAbstract()) {
				plans.putIfAbsent(concrete.getIdentifierTableMapping().getTableName(),
						new BulkDeletePlan(concrete, singleTable, MatchingRows.copy(delete), domainParameterXref));
			}
		}
		MatchingRows rows = (plans.size() > 1 && dependsOnOtherRows(delete.getWhereClause())
				&& !this.persister.hasVirtualId())
						? MatchingRows.idsAndTypes(delete, domainParameterXref, context, false) : null;
		return new BulkDelete(this.persister, List.copyOf(plans.values()), rows,
				Cascades.ofDeleteInHierarchy(this.persister));
	}

	private static boolean dependsOnOtherRows(@Nullable SqmWhereClause where) {
		return where != null && where.getPredicate() != null
				&& OTHER_ROWS.matcher(where.getPredicate().toHqlString()).find();
	}

	private MultiTableHandlerBuildResult build(SqmDeleteOrUpdateStatement<?> statement,
			DomainParameterXref domainParameterXref, DomainQueryExecutionContext context) {
		if (this.multiTableStrategy != null) {
			return this.multiTableStrategy.buildHandler(statement, domainParameterXref, context);
		}
		NonSelectQueryPlan plan = new SimpleNonSelectQueryPlan(statement, domainParameterXref);
		return new MultiTableHandlerBuildResult(new PlanHandler(plan), JdbcParameterBindings.NO_BINDINGS);
	}

	/**
	 * Changes live rows only, and says which key it was when the database refuses one.
	 */
	private record TranslatingHandler(MultiTableHandler delegate,
			SoftDeleteBehavior behavior) implements MultiTableHandler {

		@Override
		public JdbcParameterBindings createJdbcParameterBindings(DomainQueryExecutionContext executionContext) {
			return this.delegate.createJdbcParameterBindings(executionContext);
		}

		@Override
		public boolean dependsOnParameterBindings() {
			return this.delegate.dependsOnParameterBindings();
		}

		@Override
		public boolean isCompatibleWith(JdbcParameterBindings jdbcParameterBindings, QueryOptions queryOptions) {
			return this.delegate.isCompatibleWith(jdbcParameterBindings, queryOptions);
		}

		@Override
		public int execute(JdbcParameterBindings jdbcParameterBindings, DomainQueryExecutionContext executionContext) {
			if (SoftDeleteScope.ofRows(this.behavior.model().type()) != Visibility.LIVE) {
				throw new InvalidDataAccessApiUsageException(
						"Refused, since it would change deleted rows of %s: run it outside of the scope"
							.formatted(this.behavior.model().type().getName()));
			}
			try {
				return this.delegate.execute(jdbcParameterBindings, executionContext);
			}
			catch (ConstraintViolationException ex) {
				RuntimeException known = this.behavior.uniqueViolations()
					.translate(ex, executionContext.getSession(), List::of);
				throw (known != null) ? known : ex;
			}
		}

	}

}
