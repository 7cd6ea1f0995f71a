package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.function.Supplier;

import io.github.softdeleteaudit.softdelete.PhysicalDeleteException;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.spi.NonSelectQueryPlan;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.internal.SimpleDeleteQueryPlan;
import org.hibernate.query.sqm.internal.SimpleNonSelectQueryPlan;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandler;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandlerBuildResult;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.hibernate.query.sqm.tree.SqmDeleteOrUpdateStatement;
import org.hibernate.query.sqm.tree.delete.SqmDeleteStatement;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;

/**
 * Runs HQL and Criteria updates of a soft-deletable entity as ever, and refuses its HQL
 * and Criteria deletes, which would delete rows and links physically, but for a purge.
 * <p>
 * Relies on Hibernate asking an entity's strategy, where there is one, to run such a
 * statement, for entities in one table too.
 */
final class SoftDeleteMutationStrategy implements SqmMultiTableMutationStrategy {

	private final EntityPersister persister;

	SoftDeleteMutationStrategy(EntityPersister persister) {
		this.persister = persister;
	}

	@Override
	public MultiTableHandlerBuildResult buildHandler(SqmDeleteOrUpdateStatement<?> statement,
			DomainParameterXref domainParameterXref, DomainQueryExecutionContext context) {
		if (statement instanceof SqmDeleteStatement<?> delete) {
			NonSelectQueryPlan plan = new SimpleDeleteQueryPlan(this.persister, delete, domainParameterXref);
			return handler(() -> {
				if (!GuardedTables.isPurging()) {
					throw new PhysicalDeleteException(this.persister.getEntityName(), delete.toHqlString());
				}
				return plan;
			});
		}
		NonSelectQueryPlan plan = new SimpleNonSelectQueryPlan(statement, domainParameterXref);
		return handler(() -> plan);
	}

	private static MultiTableHandlerBuildResult handler(Supplier<NonSelectQueryPlan> plan) {
		return new MultiTableHandlerBuildResult(new PlanHandler(plan), JdbcParameterBindings.NO_BINDINGS);
	}

	/**
	 * Runs a plan that binds its parameters itself.
	 */
	private record PlanHandler(Supplier<NonSelectQueryPlan> plan) implements MultiTableHandler {

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
			return this.plan.get().executeUpdate(executionContext);
		}

	}

}
