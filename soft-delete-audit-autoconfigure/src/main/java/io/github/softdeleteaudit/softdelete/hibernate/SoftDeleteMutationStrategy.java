package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.List;

import io.github.softdeleteaudit.softdelete.PhysicalDeleteException;
import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.exception.ConstraintViolationException;
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
import org.hibernate.query.sqm.tree.update.SqmAssignment;
import org.hibernate.query.sqm.tree.update.SqmUpdateStatement;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Runs HQL and Criteria updates of a soft-deletable entity as ever, and refuses its HQL
 * and Criteria deletes, which would delete rows and links physically.
 * <p>
 * Relies on Hibernate asking an entity's strategy, where there is one, to run such a
 * statement, for entities in one table too.
 */
final class SoftDeleteMutationStrategy implements SqmMultiTableMutationStrategy {

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
			throw new PhysicalDeleteException(this.persister.getEntityName(), delete.toHqlString());
		}
		requireNoDeletion(((SqmUpdateStatement<?>) statement));
		MultiTableHandlerBuildResult built = build(statement, domainParameterXref, context);
		return new MultiTableHandlerBuildResult(
				new TranslatingHandler(built.multiTableHandler(), this.persister.softDeleteBehavior()),
				built.firstJdbcParameterBindings());
	}

	private MultiTableHandlerBuildResult build(SqmDeleteOrUpdateStatement<?> statement,
			DomainParameterXref domainParameterXref, DomainQueryExecutionContext context) {
		if (this.multiTableStrategy != null) {
			return this.multiTableStrategy.buildHandler(statement, domainParameterXref, context);
		}
		NonSelectQueryPlan plan = new SimpleNonSelectQueryPlan(statement, domainParameterXref);
		return new MultiTableHandlerBuildResult(new PlanHandler(plan), JdbcParameterBindings.NO_BINDINGS);
	}

	private void requireNoDeletion(SqmUpdateStatement<?> update) {
		SoftDeleteModel model = this.persister.softDeleteModel();
		for (SqmAssignment<?> assignment : update.getSetClause().getAssignments()) {
			String attribute = assignment.getTargetPath().getNavigablePath().getLocalName();
			if (attribute.equals(model.indicator()) || attribute.equals(model.deletedBy())
					|| attribute.equals(model.deletionId())) {
				throw new InvalidDataAccessApiUsageException(
						"Refused, since only deleting and restoring write %s.%s: use a delete method of the repository, or SoftDeleteRepository.restore"
							.formatted(this.persister.getEntityName(), attribute));
			}
		}
	}

	/**
	 * Says which key it was when the database refuses a row.
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

	/**
	 * Runs a plan that binds its parameters itself.
	 */
	private record PlanHandler(NonSelectQueryPlan plan) implements MultiTableHandler {

		@Override
		public JdbcParameterBindings createJdbcParameterBindings(DomainQueryExecutionContext executionContext) {
			return JdbcParameterBindings.NO_BINDINGS;
		}

		@Override
		public boolean dependsOnParameterBindings() {
			return false;
		}

		@Override
		public boolean isCompatibleWith(JdbcParameterBindings jdbcParameterBindings, QueryOptions queryOptions) {
			return true;
		}

		@Override
		public int execute(JdbcParameterBindings jdbcParameterBindings, DomainQueryExecutionContext executionContext) {
			return this.plan.executeUpdate(executionContext);
		}

	}

}
