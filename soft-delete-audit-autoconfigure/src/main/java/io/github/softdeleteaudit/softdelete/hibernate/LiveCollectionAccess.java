package io.github.softdeleteaudit.softdelete.hibernate;

import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/**
 * The cache of a collection of soft-deletable entities, which holds the ids of live ones.
 * It is empty for as long as any of them is being deleted or restored, and for the reader
 * in a {@link SoftDeleteScope}, for whom the collection may hold others.
 */
final class LiveCollectionAccess extends LiveDataAccess<CollectionDataAccess> implements CollectionDataAccess {

	LiveCollectionAccess(CollectionDataAccess delegate) {
		super(delegate);
	}

	@Override
	void rowsChanged() {
		evictAll();
	}

	@Override
	public @Nullable Object get(SharedSessionContractImplementor session, Object key) {
		forgetClosed();
		return (isChanging() || SoftDeleteScope.isReading()) ? null : super.get(session, key);
	}

	@Override
	public boolean putFromLoad(SharedSessionContractImplementor session, Object key, Object value,
			@Nullable Object version) {
		return !SoftDeleteScope.isReading() && super.putFromLoad(session, key, value, version);
	}

	@Override
	public boolean putFromLoad(SharedSessionContractImplementor session, Object key, Object value,
			@Nullable Object version, boolean minimalPutOverride) {
		return !SoftDeleteScope.isReading() && super.putFromLoad(session, key, value, version, minimalPutOverride);
	}

	@Override
	public Object generateCacheKey(Object id, CollectionPersister collectionDescriptor,
			SessionFactoryImplementor factory, String tenantIdentifier) {
		return delegate().generateCacheKey(id, collectionDescriptor, factory, tenantIdentifier);
	}

	@Override
	public Object getCacheKeyId(Object cacheKey) {
		return delegate().getCacheKeyId(cacheKey);
	}

}
