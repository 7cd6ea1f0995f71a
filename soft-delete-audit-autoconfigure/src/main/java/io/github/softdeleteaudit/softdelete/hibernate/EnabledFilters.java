package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.hibernate.Filter;
import org.hibernate.binder.internal.TenantIdBinder;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * The filters that the application has enabled in a session. They narrow what it finds,
 * but not what belongs to a deletion or refers to a row. For the starter's own packages.
 * <p>
 * Relies on Hibernate keeping a session's enabled filters, that of the tenant among them,
 * in the one map that it gives.
 */
public final class EnabledFilters {

	private EnabledFilters() {
	}

	/**
	 * Run an action without the session's filters, but for that of the tenant.
	 * @param session the session
	 * @param action what to run
	 * @param <T> the type of the result
	 * @return what the action returns
	 */
	public static <T> T lifted(SharedSessionContractImplementor session, Supplier<T> action) {
		LoadQueryInfluencers influencers = session.getLoadQueryInfluencers();
		if (!influencers.hasEnabledFilters()) {
			return action.get();
		}
		Map<String, Filter> enabled = influencers.getEnabledFilters();
		Map<String, Filter> before = new TreeMap<>(enabled);
		enabled.keySet().removeIf((name) -> !name.equals(TenantIdBinder.FILTER_NAME));
		try {
			return action.get();
		}
		finally {
			enabled.putAll(before);
		}
	}

}
