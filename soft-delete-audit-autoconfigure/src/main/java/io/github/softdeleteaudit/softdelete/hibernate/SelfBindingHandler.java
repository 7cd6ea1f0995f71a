package io.github.softdeleteaudit.softdelete.hibernate;

import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandler;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;

/**
 * Runs an HQL or Criteria statement by plans that bind their parameters themselves, so
 * that it can be kept whatever these are.
 */
interface SelfBindingHandler extends MultiTableHandler {

	@Override
	default JdbcParameterBindings createJdbcParameterBindings(DomainQueryExecutionContext executionContext) {
		return JdbcParameterBindings.NO_BINDINGS;
	}

	@Override
	default boolean dependsOnParameterBindings() {
		return false;
	}

	@Override
	default boolean isCompatibleWith(JdbcParameterBindings jdbcParameterBindings, QueryOptions queryOptions) {
		return true;
	}

}
