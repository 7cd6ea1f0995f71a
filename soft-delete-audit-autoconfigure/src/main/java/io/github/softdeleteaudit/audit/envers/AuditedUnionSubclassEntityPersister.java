package io.github.softdeleteaudit.audit.envers;

import io.github.softdeleteaudit.softdelete.hibernate.QueryInserts;
import io.github.softdeleteaudit.softdelete.hibernate.RecordedPersister;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableInsertStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.jspecify.annotations.Nullable;

/**
 * The persister of an audited entity with a table per class that is not soft-deletable:
 * its HQL and Criteria updates and deletes are recorded.
 */
public final class AuditedUnionSubclassEntityPersister extends UnionSubclassEntityPersister
		implements RecordedPersister {

	private @Nullable SqmMultiTableMutationStrategy recordedMutationStrategy;

	/**
	 * Called by Hibernate.
	 * @param persistentClass the entity's mapping
	 * @param cacheAccessStrategy the entity's second-level cache
	 * @param naturalIdRegionAccessStrategy the entity's natural id cache
	 * @param creationContext the context
	 */
	public AuditedUnionSubclassEntityPersister(PersistentClass persistentClass, EntityDataAccess cacheAccessStrategy,
			NaturalIdDataAccess naturalIdRegionAccessStrategy, RuntimeModelCreationContext creationContext) {
		super(persistentClass, cacheAccessStrategy, naturalIdRegionAccessStrategy, creationContext);
	}

	@Override
	public void prepareLoaders() {
		super.prepareLoaders();
		this.recordedMutationStrategy = AuditedPersisterClassResolver.recording(this,
				super.getSqmMultiTableMutationStrategy());
	}

	@Override
	public SqmMultiTableMutationStrategy getSqmMultiTableMutationStrategy() {
		// while the mapping is being built, subclasses take the strategy from here
		return (this.recordedMutationStrategy != null) ? this.recordedMutationStrategy
				: super.getSqmMultiTableMutationStrategy();
	}

	@Override
	public @Nullable SqmMultiTableInsertStrategy getSqmMultiTableInsertStrategy() {
		return QueryInserts.checked(super.getSqmMultiTableInsertStrategy());
	}

	@Override
	public boolean isRecorded() {
		return this.recordedMutationStrategy != null;
	}

}
