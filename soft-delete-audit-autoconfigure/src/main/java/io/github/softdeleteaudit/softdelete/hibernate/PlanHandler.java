package io.github.softdeleteaudit.softdelete.hibernate;

import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.spi.NonSelectQueryPlan;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandler;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;

/**
 * Runs a plan that binds its parameters itself.
 */
record PlanHandler(NonSelectQueryPlan plan) implements MultiTableHandler {

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
