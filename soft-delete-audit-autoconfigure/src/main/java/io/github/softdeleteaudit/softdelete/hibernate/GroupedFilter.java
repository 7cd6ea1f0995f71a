package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.Map;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.mapping.FilterConfiguration;

/**
 * A filter of a collection with its condition in parentheses, without which an "or" in it
 * would let deleted rows in.
 */
final class GroupedFilter extends FilterConfiguration {

	private final FilterConfiguration filter;

	GroupedFilter(FilterConfiguration filter) {
		super(filter.getName(), "(" + filter.getCondition() + ")", filter.useAutoAliasInjection(), Map.of(), Map.of(),
				null);
		this.filter = filter;
	}

	@Override
	public Map<String, String> getAliasTableMap(SessionFactoryImplementor factory) {
		return this.filter.getAliasTableMap(factory);
	}

}
