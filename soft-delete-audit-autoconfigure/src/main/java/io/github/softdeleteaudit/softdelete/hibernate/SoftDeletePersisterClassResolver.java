package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.List;

import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException;
import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException.Problem;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.persister.collection.BasicCollectionPersister;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.collection.OneToManyPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.JoinedSubclassEntityPersister;
import org.hibernate.persister.entity.SingleTableEntityPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.hibernate.persister.internal.StandardPersisterClassResolver;
import org.hibernate.persister.spi.PersisterClassResolver;
import org.jspecify.annotations.Nullable;

/**
 * Gives soft-deletable entities, and collections, a persister of ours, and all others
 * what they would have had.
 */
final class SoftDeletePersisterClassResolver implements PersisterClassResolver {

	private static final long serialVersionUID = 1L;

	private final transient SoftDeleteSettings settings;

	private final transient PersisterClassResolver delegate;

	SoftDeletePersisterClassResolver(SoftDeleteSettings settings, @Nullable PersisterClassResolver delegate) {
		this.settings = settings;
		this.delegate = (delegate != null) ? delegate : new StandardPersisterClassResolver();
	}

	@Override
	public Class<? extends EntityPersister> getEntityPersisterClass(PersistentClass metadata) {
		Class<? extends EntityPersister> persister = this.delegate.getEntityPersisterClass(metadata);
		if (this.settings.model(metadata) == null) {
			return persister;
		}
		if (isOrRecords(persister, SingleTableEntityPersister.class)) {
			return SoftDeleteSingleTableEntityPersister.class;
		}
		if (isOrRecords(persister, JoinedSubclassEntityPersister.class)) {
			return SoftDeleteJoinedSubclassEntityPersister.class;
		}
		if (isOrRecords(persister, UnionSubclassEntityPersister.class)) {
			return SoftDeleteUnionSubclassEntityPersister.class;
		}
		throw new SoftDeleteMappingException(
				List.of(new Problem(
						"The soft-deletable entity %s has a persister of its own, %s."
							.formatted(metadata.getEntityName(), persister.getName()),
						"Remove the persister, or the marker @SoftDeletable.")));
	}

	private static boolean isOrRecords(Class<?> persister, Class<?> hibernates) {
		return persister == hibernates
				|| RecordedPersister.class.isAssignableFrom(persister) && hibernates.isAssignableFrom(persister);
	}

	@Override
	public Class<? extends CollectionPersister> getCollectionPersisterClass(Collection metadata) {
		if (this.settings.restrictedCollections().contains(metadata.getRole())) {
			return metadata.isOneToMany() ? JoinColumnPersister.class : LinkTablePersister.class;
		}
		Class<? extends CollectionPersister> persister = this.delegate.getCollectionPersisterClass(metadata);
		if (persister == OneToManyPersister.class) {
			return ForeignKeyPersister.class;
		}
		return (persister == BasicCollectionPersister.class) ? CollectionTablePersister.class : persister;
	}

}
