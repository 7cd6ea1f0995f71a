package io.github.softdeleteaudit.softdelete.hibernate;

import java.io.Serializable;

import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.cache.spi.entry.CacheEntry;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The cache of a soft-deletable entity, which holds live rows. What an application sets
 * the attributes of a deletion to is in no row, and so not in the cache either.
 * <p>
 * Relies on Hibernate locking the item of what it deletes.
 */
final class LiveEntityAccess extends LiveDataAccess<EntityDataAccess> implements EntityDataAccess {

	private final String entityName;

	LiveEntityAccess(EntityDataAccess delegate, String entityName) {
		super(delegate);
		this.entityName = entityName;
	}

	@Override
	void rowsChanged() {
		// deleted rows are out already, restored ones were never in
	}

	@Override
	public boolean putFromLoad(SharedSessionContractImplementor session, Object key, Object value,
			@Nullable Object version) {
		return isLive(session, key, value) && super.putFromLoad(session, key, value, version);
	}

	@Override
	public boolean putFromLoad(SharedSessionContractImplementor session, Object key, Object value,
			@Nullable Object version, boolean minimalPutOverride) {
		return isLive(session, key, value) && super.putFromLoad(session, key, value, version, minimalPutOverride);
	}

	@Override
	public boolean insert(SharedSessionContractImplementor session, Object key, Object value,
			@Nullable Object version) {
		return isLive(session, key, value) && delegate().insert(session, key, value, version);
	}

	@Override
	public boolean afterInsert(SharedSessionContractImplementor session, Object key, Object value,
			@Nullable Object version) {
		return isLive(session, key, value) && delegate().afterInsert(session, key, value, version);
	}

	@Override
	public boolean update(SharedSessionContractImplementor session, Object key, Object value,
			@Nullable Object currentVersion, @Nullable Object previousVersion) {
		return isLive(session, key, value) && delegate().update(session, key, value, currentVersion, previousVersion);
	}

	@Override
	public boolean afterUpdate(SharedSessionContractImplementor session, Object key, Object value,
			@Nullable Object currentVersion, @Nullable Object previousVersion, @Nullable SoftLock lock) {
		if (isLive(session, key, value)) {
			return delegate().afterUpdate(session, key, value, currentVersion, previousVersion, lock);
		}
		delegate().unlockItem(session, key, lock);
		return false;
	}

	// what is not live replaces what was there all the same
	private boolean isLive(SharedSessionContractImplementor session, Object key, Object value) {
		boolean live = isLive(session, value);
		if (!live) {
			remove(session, key);
		}
		return live;
	}

	private boolean isLive(SharedSessionContractImplementor session, Object value) {
		EntityPersister root = session.getFactory().getMappingMetamodel().getEntityDescriptor(this.entityName);
		CacheEntry entry = (CacheEntry) root.getCacheEntryStructure().destructure(value, session.getFactory());
		SoftDeletePersister persister = SoftDeletePersister.find(session, entry.getSubclass());
		if (persister == null) {
			return true;
		}
		SoftDeleteModel model = persister.softDeleteModel();
		return isLive(session, entry, persister, model.indicator()) && isNull(entry, persister, model.deletedBy())
				&& isNull(entry, persister, model.deletionId());
	}

	private static boolean isLive(SharedSessionContractImplementor session, CacheEntry entry,
			SoftDeletePersister persister, String indicator) {
		int index = persister.getPropertyIndex(indicator);
		Serializable value = entry.getDisassembledState()[index];
		Type type = persister.getPropertyTypes()[index];
		return value != LazyPropertyInitializer.UNFETCHED_PROPERTY
				&& !persister.softDeleteModel().isDeleted(type.assemble(value, session, null));
	}

	private static boolean isNull(CacheEntry entry, SoftDeletePersister persister, @Nullable String attribute) {
		return attribute == null || entry.getDisassembledState()[persister.getPropertyIndex(attribute)] == null;
	}

	@Override
	public Object generateCacheKey(Object id, EntityPersister rootEntityDescriptor, SessionFactoryImplementor factory,
			String tenantIdentifier) {
		return delegate().generateCacheKey(id, rootEntityDescriptor, factory, tenantIdentifier);
	}

	@Override
	public Object getCacheKeyId(Object cacheKey) {
		return delegate().getCacheKeyId(cacheKey);
	}

}
