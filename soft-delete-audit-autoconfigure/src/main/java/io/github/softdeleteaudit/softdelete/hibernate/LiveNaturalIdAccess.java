package io.github.softdeleteaudit.softdelete.hibernate;

import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The cache of the natural ids of a soft-deletable entity, in which a natural id leads to
 * the live row that has it.
 * <p>
 * Relies on Hibernate putting in the natural id of what it loads once the entity is in
 * the persistence context, and on it taking out that of what is deleted.
 */
final class LiveNaturalIdAccess extends LiveDataAccess<NaturalIdDataAccess> implements NaturalIdDataAccess {

	private final String entityName;

	LiveNaturalIdAccess(NaturalIdDataAccess delegate, String entityName) {
		super(delegate);
		this.entityName = entityName;
	}

	@Override
	void rowsChanged() {
		// the natural ids of deleted rows are out already
	}

	@Override
	public boolean putFromLoad(SharedSessionContractImplementor session, Object key, Object value,
			@Nullable Object version) {
		return !isDeleted(session, value) && super.putFromLoad(session, key, value, version);
	}

	@Override
	public boolean putFromLoad(SharedSessionContractImplementor session, Object key, Object value,
			@Nullable Object version, boolean minimalPutOverride) {
		return !isDeleted(session, value) && super.putFromLoad(session, key, value, version, minimalPutOverride);
	}

	private boolean isDeleted(SharedSessionContractImplementor session, Object id) {
		EntityPersister root = session.getFactory().getMappingMetamodel().getEntityDescriptor(this.entityName);
		Object entity = session.getPersistenceContextInternal().getEntity(session.generateEntityKey(id, root));
		return entity != null && session.getEntityPersister(null, entity) instanceof SoftDeletePersister persister
				&& persister.softDeleteModel()
					.isDeleted(persister.value(entity, persister.softDeleteModel().indicator()));
	}

	@Override
	public Object generateCacheKey(Object naturalIdValues, EntityPersister rootEntityDescriptor,
			SharedSessionContractImplementor session) {
		return delegate().generateCacheKey(naturalIdValues, rootEntityDescriptor, session);
	}

	@Override
	public Object getNaturalIdValues(Object cacheKey) {
		return delegate().getNaturalIdValues(cacheKey);
	}

	@Override
	public boolean insert(SharedSessionContractImplementor session, Object key, Object value) {
		return delegate().insert(session, key, value);
	}

	@Override
	public boolean afterInsert(SharedSessionContractImplementor session, Object key, Object value) {
		return delegate().afterInsert(session, key, value);
	}

	@Override
	public boolean update(SharedSessionContractImplementor session, Object key, Object value) {
		return delegate().update(session, key, value);
	}

	@Override
	public boolean afterUpdate(SharedSessionContractImplementor session, Object key, Object value, SoftLock lock) {
		return delegate().afterUpdate(session, key, value, lock);
	}

}
