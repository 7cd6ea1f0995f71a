package io.github.softdeleteaudit.softdelete.hibernate;

import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.SubselectFetch;
import org.hibernate.loader.ast.spi.CollectionLoader;
import org.hibernate.mapping.Collection;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.persister.collection.BasicCollectionPersister;

/**
 * The persister of a collection in a table of its own, which a subselect fetches for the
 * owners that were found, whether they are live by then or not.
 */
public sealed class CollectionTablePersister extends BasicCollectionPersister permits LinkTablePersister {

	/**
	 * Called by Hibernate.
	 * @param collectionBinding the collection's mapping
	 * @param cacheAccessStrategy the collection's second-level cache
	 * @param creationContext the context
	 */
	public CollectionTablePersister(Collection collectionBinding, CollectionDataAccess cacheAccessStrategy,
			RuntimeModelCreationContext creationContext) {
		super(collectionBinding, cacheAccessStrategy, creationContext);
	}

	@Override
	protected CollectionLoader createSubSelectLoader(SubselectFetch subselect,
			SharedSessionContractImplementor session) {
		return FoundOwnersLoader.replacesSubselect(this, subselect)
				? new FoundOwnersLoader(getAttributeMapping(), subselect)
				: super.createSubSelectLoader(subselect, session);
	}

}
