package io.github.softdeleteaudit.softdelete.hibernate;

import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.mapping.Collection;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.persister.collection.AbstractCollectionPersister;
import org.hibernate.persister.collection.BasicCollectionPersister;

/**
 * The persister of a link table to soft-deletable entities. Emptying the collection
 * spares the links to deleted rows, which it does not show; removing its owner
 * physically, which is not soft-deletable, takes them too.
 * <p>
 * Relies on Hibernate removing the collections of a deleted entity by the same method as
 * those that were emptied, while the entity is known to be deleted.
 */
public final class LinkTablePersister extends BasicCollectionPersister {

	/**
	 * Called by Hibernate.
	 * @param collectionBinding the collection's mapping
	 * @param cacheAccessStrategy the collection's second-level cache
	 * @param creationContext the context
	 */
	public LinkTablePersister(Collection collectionBinding, CollectionDataAccess cacheAccessStrategy,
			RuntimeModelCreationContext creationContext) {
		super(collectionBinding, cacheAccessStrategy, creationContext);
	}

	@Override
	public void remove(Object id, SharedSessionContractImplementor session) {
		if (isOwnerDeleted(id, session)) {
			removeAll(this, id, session);
		}
		else {
			super.remove(id, session);
		}
	}

	private boolean isOwnerDeleted(Object id, SharedSessionContractImplementor session) {
		PersistenceContext persistenceContext = session.getPersistenceContextInternal();
		Object owner = persistenceContext.getCollectionOwner(id, this);
		EntityEntry entry = (owner != null) ? persistenceContext.getEntry(owner) : null;
		return entry != null && entry.getStatus().isDeletedOrGone();
	}

	/**
	 * Remove all rows of a collection, also those that it does not show.
	 */
	static void removeAll(AbstractCollectionPersister collection, Object key,
			SharedSessionContractImplementor session) {
		String sql = "delete from %s where %s=?".formatted(collection.getTableName(),
				String.join("=? and ", collection.getKeyColumnNames()));
		JdbcUpdate.execute(session, sql,
				(statement) -> collection.getKeyType().nullSafeSet(statement, key, 1, session));
	}

	/**
	 * Remove all links to a row.
	 */
	static void removeLinksTo(AbstractCollectionPersister collection, Object target,
			SharedSessionContractImplementor session) {
		String sql = "delete from %s where %s=?".formatted(collection.getTableName(),
				String.join("=? and ", collection.getElementColumnNames()));
		JdbcUpdate.execute(session, sql,
				(statement) -> collection.getElementType().nullSafeSet(statement, target, 1, session));
	}

}
