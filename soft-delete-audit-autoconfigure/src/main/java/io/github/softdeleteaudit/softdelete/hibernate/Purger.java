package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.List;

import io.github.softdeleteaudit.softdelete.NotDeletedException;
import io.github.softdeleteaudit.softdelete.RowChangeRecorder;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.softdelete.StillReferencedException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.hibernate.engine.spi.SessionImplementor;

import org.springframework.orm.ObjectRetrievalFailureException;

/**
 * Removes a deleted row physically. For the starter's own packages.
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
		IncomingReferences incoming = new IncomingReferences(persister);
		for (IncomingReferences.Reference reference : incoming.references()) {
			long count = count(session, reference, id);
			if (count > 0) {
				throw new StillReferencedException(persister.getEntityName(), id,
						reference.entityName() + "." + reference.path(), count);
			}
		}
		for (RowChangeRecorder recorder : this.recorders) {
			recorder.purging(session, persister.getEntityName(), List.of(id));
		}
		session.detach(row);
		for (IncomingReferences.LinkTable links : incoming.linkTables()) {
			session.createNativeMutationQuery("delete from %s where %s=?".formatted(links.table(), links.column()))
				.setParameter(1, id)
				.executeUpdate();
		}
		GuardedTables.purging(() -> SoftDeleteScope.onlyDeleted(persister.softDeleteModel().type(),
				() -> session.createMutationQuery("delete %s e where id(e) = :id".formatted(persister.getEntityName()))
					.setParameter("id", id)
					.executeUpdate()));
	}

	// with a lock, so that nobody restores the row meanwhile
	private static Object lockDeleted(SessionImplementor session, SoftDeletePersister persister, Object id) {
		Class<?> type = persister.softDeleteModel().type();
		List<?> found = SoftDeleteScope.onlyDeleted(type, () -> session
			.createSelectionQuery("select e from %s e where id(e) = :id".formatted(persister.getEntityName()), type)
			.setParameter("id", id)
			.setLockMode(LockModeType.PESSIMISTIC_WRITE)
			.getResultList());
		if (!found.isEmpty()) {
			return found.get(0);
		}
		if (session.find(type, id) != null) {
			throw new NotDeletedException(persister.getEntityName(), id);
		}
		throw new ObjectRetrievalFailureException(type, id);
	}

	private static long count(SessionImplementor session, IncomingReferences.Reference reference, Object id) {
		return SoftDeleteScope.includingDeleted(() -> session
			.createSelectionQuery("select count(*) from %s r where id(r.%s) = :id".formatted(reference.entityName(),
					reference.path()), Long.class)
			.setParameter("id", id)
			.getSingleResult());
	}

}
