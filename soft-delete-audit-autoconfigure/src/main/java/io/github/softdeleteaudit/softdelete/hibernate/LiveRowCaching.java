package io.github.softdeleteaudit.softdelete.hibernate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import org.hibernate.StatelessSession;
import org.hibernate.cache.internal.EnabledCaching;
import org.hibernate.cache.spi.QueryResultsCache;
import org.hibernate.cache.spi.TimestampsCache;
import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.model.domain.NavigableRole;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/**
 * The second-level cache of a persistence unit with soft-deletable entities. It holds
 * what is live: no deleted rows, no collections that a {@link SoftDeleteScope} let
 * deleted rows into, and no results of queries in a scope, which in turn are not answered
 * from it. A deletion or restore takes what it changes out of the cache with its
 * transaction.
 * <p>
 * Relies on Hibernate asking for the cache of query results at each query, since its keys
 * know of no scope, and on the persisters taking their caches from here. Regions and
 * statistics are Hibernate's own.
 */
final class LiveRowCaching extends EnabledCaching {

	private final SoftDeleteSettings settings;

	private final Map<String, LiveEntityAccess> entities = new ConcurrentHashMap<>();

	private final Map<String, LiveNaturalIdAccess> naturalIds = new ConcurrentHashMap<>();

	private final Map<String, LiveCollectionAccess> collections = new ConcurrentHashMap<>();

	private final Map<String, List<LiveDataAccess<?>>> byEntity = new ConcurrentHashMap<>();

	LiveRowCaching(SessionFactoryImplementor sessionFactory, SoftDeleteSettings settings) {
		super(sessionFactory);
		this.settings = settings;
	}

	/**
	 * Let nothing in the cache be older than a deletion or restore: while its transaction
	 * lasts nothing is put in that others have read before, and then the collections that
	 * may hold such rows are emptied.
	 * @param session the session that has deleted or restored rows
	 * @param persister the persister of their entity
	 */
	static void rowsChange(SharedSessionContractImplementor session, SoftDeletePersister persister) {
		if (session.getFactory().getCache() instanceof LiveRowCaching caching) {
			caching.byEntity.computeIfAbsent(persister.getEntityName(), (name) -> caching.holding(persister))
				.forEach((access) -> access.rowsChange(session));
			// of which a stateless session does not think
			if (session instanceof StatelessSession) {
				invalidateQueries(session, persister.getQuerySpaces());
			}
		}
	}

	/**
	 * Let no query be answered from the cache that read a table before it was changed.
	 * @param session the session that has changed it
	 * @param spaces the tables
	 */
	static void invalidateQueries(SharedSessionContractImplementor session, Serializable[] spaces) {
		if (!session.getFactory().getSessionFactoryOptions().isQueryCacheEnabled()) {
			return;
		}
		String[] tables = Arrays.copyOf(spaces, spaces.length, String[].class);
		TimestampsCache timestamps = session.getFactory().getCache().getTimestampsCache();
		if (session.isTransactionInProgress()) {
			for (String table : tables) {
				session.getTransactionCompletionCallbacksImplementor().addSpaceToInvalidate(table);
			}
			timestamps.preInvalidate(tables, session);
		}
		else {
			timestamps.invalidate(tables, session);
		}
	}

	private List<LiveDataAccess<?>> holding(SoftDeletePersister persister) {
		List<LiveDataAccess<?>> holding = new ArrayList<>();
		add(this.entities.get(persister.getRootEntityName()), holding);
		add(this.naturalIds.get(persister.getRootEntityName()), holding);
		this.collections.forEach((role, access) -> {
			CollectionPersister collection = getSessionFactory().getMappingMetamodel().getCollectionDescriptor(role);
			if (collection.getElementPersister().getMappedClass().isAssignableFrom(persister.getMappedClass())) {
				holding.add(access);
			}
		});
		return holding;
	}

	private static void add(@Nullable LiveDataAccess<?> access, List<LiveDataAccess<?>> holding) {
		if (access != null) {
			holding.add(access);
		}
	}

	@Override
	public @Nullable QueryResultsCache getQueryResultsCache(@Nullable String regionName) {
		QueryResultsCache cache = super.getQueryResultsCache(regionName);
		return (cache != null && SoftDeleteScope.isOpen()) ? new ScopedQueryCache(cache.getRegion()) : cache;
	}

	@Override
	@SuppressWarnings("deprecation")
	public @Nullable EntityDataAccess getEntityRegionAccess(NavigableRole rootEntityName) {
		EntityDataAccess access = super.getEntityRegionAccess(rootEntityName);
		String name = rootEntityName.getFullPath();
		return (access != null && this.settings.isSoftDeletable(name))
				? this.entities.computeIfAbsent(name, (key) -> new LiveEntityAccess(access, name)) : access;
	}

	@Override
	@SuppressWarnings("deprecation")
	public @Nullable NaturalIdDataAccess getNaturalIdCacheRegionAccessStrategy(NavigableRole rootEntityName) {
		NaturalIdDataAccess access = super.getNaturalIdCacheRegionAccessStrategy(rootEntityName);
		String name = rootEntityName.getFullPath();
		return (access != null && this.settings.isSoftDeletable(name))
				? this.naturalIds.computeIfAbsent(name, (key) -> new LiveNaturalIdAccess(access, name)) : access;
	}

	@Override
	@SuppressWarnings("deprecation")
	public @Nullable CollectionDataAccess getCollectionRegionAccess(NavigableRole collectionRole) {
		CollectionDataAccess access = super.getCollectionRegionAccess(collectionRole);
		String role = collectionRole.getFullPath();
		return (access != null && this.settings.restrictedCollections().contains(role))
				? this.collections.computeIfAbsent(role, (key) -> new LiveCollectionAccess(access)) : access;
	}

}
