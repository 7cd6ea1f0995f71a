package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.github.softdeleteaudit.softdelete.NotDeletedException;
import io.github.softdeleteaudit.softdelete.RowChangeRecorder;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.softdelete.StillReferencedException;
import jakarta.persistence.EntityManager;
import org.hibernate.Hibernate;
import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.jdbc.mutation.JdbcValueBindings;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.internal.EvictVisitor;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.persister.collection.AbstractCollectionPersister;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.mutation.DeleteCoordinatorStandard;
import org.hibernate.query.SelectionQuery;
import org.hibernate.sql.model.MutationOperationGroup;

import org.jspecify.annotations.Nullable;

import org.springframework.orm.ObjectRetrievalFailureException;

/**
 * Removes a deleted row physically. For the starter's own packages.
 * <p>
 * Relies on Hibernate's own delete coordinator, which an entity without the starter has,
 * to remove the row from all its tables, and on what its evict listener does before it
 * cascades.
 */
public final class Purger {

	private final List<RowChangeRecorder> recorders;

	/**
	 * Create a purger.
	 * @param recorders told of what is purged
	 */
	public Purger(List<RowChangeRecorder> recorders) {
		this.recorders = List.copyOf(recorders);
	}

	/**
	 * Remove a deleted row with its element collections and its links. Pending changes
	 * are flushed first.
	 * @param entityManager the entity manager, with a transaction
	 * @param persister the entity's persister
	 * @param id the id of the row
	 * @throws ObjectRetrievalFailureException if there is no such row
	 * @throws NotDeletedException if the row is live
	 * @throws StillReferencedException if other rows, live or deleted, refer to it
	 */
	public void purge(EntityManager entityManager, SoftDeletePersister persister, Object id) {
		SessionImplementor session = entityManager.unwrap(SessionImplementor.class);
		session.flush();
		Object row = lockDeleted(session, persister, id);
		SoftDeletePersister concrete = (SoftDeletePersister) session.getEntityPersister(null, row);
		IncomingReferences incoming = new IncomingReferences(concrete);
		for (IncomingReferences.Reference reference : incoming.references()) {
			long count = count(session, reference, id);
			if (count > 0) {
				throw new StillReferencedException(persister.getEntityName(), id, reference.toString(), count);
			}
		}
		// also rows that the session does not see, which the database might delete along
		for (IncomingForeignKey foreignKey : concrete.softDeleteBehavior().incomingForeignKeys()) {
			long count = foreignKey.count(session, concrete, id);
			if (count > 0) {
				throw new StillReferencedException(persister.getEntityName(), id, foreignKey.toString(), count);
			}
		}
		for (RowChangeRecorder recorder : this.recorders) {
			recorder.purging(session, concrete.getEntityName(), List.of(id));
		}
		try {
			GuardedTables.purging(() -> {
				remove(session, concrete, incoming, row, id);
				return null;
			});
		}
		catch (ConstraintViolationException ex) {
			// of a table that Hibernate does not know, or from a key of a map
			throw new StillReferencedException(persister.getEntityName(), id, ex);
		}
		forget(session, concrete, row, id);
	}

	// without its cascades, which would detach live entities, too
	private static void forget(SessionImplementor session, SoftDeletePersister persister, Object row, Object id) {
		PersistenceContext context = session.getPersistenceContextInternal();
		if (persister.hasNaturalIdentifier()) {
			context.getNaturalIdResolutions().handleEviction(id, row, persister);
		}
		new EvictVisitor(session.asEventSource(), row).process(row, persister);
		context.removeEntityHolder(session.generateEntityKey(id, persister));
		context.removeEntry(row);
	}

	private static void remove(SessionImplementor session, SoftDeletePersister persister, IncomingReferences incoming,
			Object row, Object id) {
		incoming.removeLinks(session, row);
		removeCollections(session, persister, row);
		new PurgeCoordinator(persister, session).delete(null, id, null, session);
		LiveRowCaching.invalidateQueries(session, persister.getQuerySpaces());
		// now, so that what stands in the way shows here
		session.getJdbcCoordinator().executeBatch();
	}

	private static void removeCollections(SessionImplementor session, SoftDeletePersister persister, Object row) {
		persister.getFactory().getMappingMetamodel().forEachCollectionDescriptor((collection) -> {
			if (isOwner(collection, persister)) {
				Object key = key(collection, row, session);
				// a one-to-many has no rows of its own
				if (!collection.isInverse() && !collection.isOneToMany()) {
					LinkTablePersister.removeAll((AbstractCollectionPersister) collection, key, session);
					LiveRowCaching.invalidateQueries(session, collection.getCollectionSpaces());
				}
				evict(collection, key, session);
			}
		});
	}

	// another row may get the same key
	private static void evict(CollectionPersister collection, Object key, SessionImplementor session) {
		if (collection.hasCache()) {
			CollectionDataAccess cache = collection.getCacheAccessStrategy();
			Object cacheKey = cache.generateCacheKey(key, collection, session.getFactory(),
					session.getTenantIdentifier());
			SoftLock lock = cache.lockItem(session, cacheKey, null);
			cache.remove(session, cacheKey);
			session.getTransactionCompletionCallbacks()
				.registerCallback((success, completed) -> cache.unlockItem(completed, cacheKey, lock));
		}
	}

	@SuppressWarnings("removal")
	private static Object key(CollectionPersister collection, Object owner, SessionImplementor session) {
		return Objects.requireNonNull(collection.getCollectionType().getKeyOfOwner(owner, session));
	}

	private static boolean isOwner(CollectionPersister collection, SoftDeletePersister persister) {
		return collection.getOwnerEntityPersister().getMappedClass().isAssignableFrom(persister.getMappedClass());
	}

	// with a lock, so that nobody restores the row meanwhile
	private static Object lockDeleted(SessionImplementor session, SoftDeletePersister persister, Object id) {
		Class<?> type = persister.getMappedClass();
		if (lock(session, persister, id)) {
			SelectionQuery<?> query = session.createSelectionQuery(
					"select e from %s e where id(e) = :id".formatted(persister.getEntityName()), type);
			query.setParameter("id", id);
			List<?> found = SoftDeleteScope.onlyDeleted(type, query::getResultList);
			if (!found.isEmpty()) {
				return Hibernate.unproxy(found.get(0));
			}
		}
		if (SoftDeleteScope.outside(() -> session.find(type, id)) != null) {
			throw new NotDeletedException(persister.getEntityName(), id);
		}
		throw new ObjectRetrievalFailureException(type, id);
	}

	// the row of a hierarchy may be in one of several tables
	private static boolean lock(SessionImplementor session, SoftDeletePersister persister, Object id) {
		Set<String> tables = new HashSet<>();
		for (String name : persister.getSubclassEntityNames()) {
			SoftDeletePersister concrete = SoftDeletePersister.find(session, name);
			if (concrete != null && !concrete.isAbstract()
					&& tables.add(concrete.getIdentifierTableMapping().getTableName())
					&& RowLock.lock(session, concrete, id, "not (" + concrete.softDeleteModel().restriction() + ")")) {
				RowLock.lockKey(session, concrete, id);
				return true;
			}
		}
		return false;
	}

	private static long count(SessionImplementor session, IncomingReferences.Reference reference, Object id) {
		SelectionQuery<Long> query = session.createSelectionQuery(reference.countQuery(), Long.class);
		query.setParameter("id", id);
		return EnabledFilters.lifted(session, () -> SoftDeleteScope.includingDeleted(query::getSingleResult));
	}

	/**
	 * Removes a row by its id alone, whatever its version and its partition.
	 */
	private static final class PurgeCoordinator extends DeleteCoordinatorStandard {

		PurgeCoordinator(SoftDeletePersister persister, SessionImplementor session) {
			super(persister, session.getFactory());
		}

		@Override
		protected MutationOperationGroup resolveNoVersionDeleteGroup(SharedSessionContractImplementor session) {
			return generateOperationGroup("", null, false, session);
		}

		@Override
		protected void bindPartitionColumnValueBindings(Object @Nullable [] loadedState,
				SharedSessionContractImplementor session, JdbcValueBindings jdbcValueBindings) {
			// none
		}

	}

}
