package io.github.softdeleteaudit.softdelete.hibernate;

import org.hibernate.mapping.Collection;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.internal.StandardPersisterClassResolver;
import org.hibernate.persister.spi.PersisterClassResolver;
import org.jspecify.annotations.Nullable;

/**
 * Gives soft-deletable entities a persister of ours, and all others what they would have
 * had.
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
		return (this.settings.model(metadata) != null) ? SoftDeleteSingleTableEntityPersister.class
				: this.delegate.getEntityPersisterClass(metadata);
	}

	@Override
	public Class<? extends CollectionPersister> getCollectionPersisterClass(Collection metadata) {
		boolean restrictedLinks = !metadata.isOneToMany()
				&& this.settings.restrictedCollections().contains(metadata.getRole());
		return restrictedLinks ? LinkTablePersister.class : this.delegate.getCollectionPersisterClass(metadata);
	}

}
