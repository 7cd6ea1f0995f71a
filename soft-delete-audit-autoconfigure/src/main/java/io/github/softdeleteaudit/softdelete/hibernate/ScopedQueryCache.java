package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.List;
import java.util.Set;

import org.hibernate.cache.spi.QueryKey;
import org.hibernate.cache.spi.QueryResultsCache;
import org.hibernate.cache.spi.QueryResultsRegion;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The cache of query results as it is in a scope: it neither gives nor takes any.
 *
 * @param region the region that it stands for
 */
record ScopedQueryCache(QueryResultsRegion region) implements QueryResultsCache {

	@Override
	public QueryResultsRegion getRegion() {
		return this.region;
	}

	@Override
	public boolean put(QueryKey key, List<?> result, SharedSessionContractImplementor session) {
		return false;
	}

	@Override
	public @Nullable List<?> get(QueryKey key, Set<String> spaces, SharedSessionContractImplementor session) {
		return null;
	}

	@Override
	public @Nullable List<?> get(QueryKey key, String[] spaces, SharedSessionContractImplementor session) {
		return null;
	}

}
