package io.github.softdeleteaudit.softdelete.hibernate;

import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.spi.NonSelectQueryPlan;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;

/**
 * Runs a plan that binds its parameters itself.
 */
record PlanHandler(NonSelectQueryPlan plan) implements SelfBindingHandler {

	@Override
	public int execute(JdbcParameterBindings jdbcParameterBindings, DomainQueryExecutionContext executionContext) {
		return this.plan.executeUpdate(executionContext);
	}

}
