package io.github.softdeleteaudit.audit.envers;

import java.util.Map;

import io.github.softdeleteaudit.softdelete.hibernate.QueryInserts;
import io.github.softdeleteaudit.softdelete.hibernate.RecordedMutationStrategy;
import io.github.softdeleteaudit.softdelete.hibernate.SoftDeleteSettings;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.JoinedSubclassEntityPersister;
import org.hibernate.persister.entity.SingleTableEntityPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.hibernate.persister.internal.StandardPersisterClassResolver;
import org.hibernate.persister.spi.PersisterClassResolver;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Gives audited entities a persister of ours, unless they would have another than those
 * of Hibernate, as soft-deletable ones have where soft deletion is on, and all others
 * what they would have had.
 */
final class AuditedPersisterClassResolver implements PersisterClassResolver {

	private static final long serialVersionUID = 1L;

	private static final String SETTING = "hibernate.persister.resolver";

	private final transient PersisterClassResolver delegate;

	private AuditedPersisterClassResolver(PersisterClassResolver delegate) {
		this.delegate = delegate;
	}

	/**
	 * Put a resolver into Hibernate's properties, one that is there stays in force.
	 */
	static void apply(Map<String, Object> hibernateProperties) {
		PersisterClassResolver delegate = SoftDeleteSettings.instance(hibernateProperties.get(SETTING),
				PersisterClassResolver.class);
		if (!(delegate instanceof AuditedPersisterClassResolver)) {
			hibernateProperties.put(SETTING, new AuditedPersisterClassResolver(
					(delegate != null) ? delegate : new StandardPersisterClassResolver()));
			QueryInserts.apply(hibernateProperties);
		}
	}

	/**
	 * Return a strategy that records.
	 * @param persister the persister of an audited entity
	 * @param multiTableStrategy Hibernate's own strategy, if the entity has several
	 * tables
	 * @return the strategy, or {@code null} if there is nothing that records
	 */
	static @Nullable SqmMultiTableMutationStrategy recording(EntityPersister persister,
			@Nullable SqmMultiTableMutationStrategy multiTableStrategy) {
		EnversRowChangeRecorder recorder = EnversRowChangeRecorder.find(persister.getFactory());
		return (recorder != null) ? new RecordedMutationStrategy(persister, multiTableStrategy, recorder) : null;
	}

	@Override
	public Class<? extends EntityPersister> getEntityPersisterClass(PersistentClass metadata) {
		Class<? extends EntityPersister> persister = this.delegate.getEntityPersisterClass(metadata);
		if (!AuditedShape.isAudited(metadata)) {
			return persister;
		}
		if (persister == SingleTableEntityPersister.class) {
			return AuditedSingleTableEntityPersister.class;
		}
		if (persister == JoinedSubclassEntityPersister.class) {
			return AuditedJoinedSubclassEntityPersister.class;
		}
		return (persister == UnionSubclassEntityPersister.class) ? AuditedUnionSubclassEntityPersister.class
				: persister;
	}

	@Override
	public Class<? extends CollectionPersister> getCollectionPersisterClass(Collection metadata) {
		return this.delegate.getCollectionPersisterClass(metadata);
	}

}
