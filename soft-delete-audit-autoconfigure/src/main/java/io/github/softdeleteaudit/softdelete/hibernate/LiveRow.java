package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.List;

import jakarta.persistence.FlushModeType;
import jakarta.persistence.Timeout;
import jakarta.persistence.TypedQuery;
import org.hibernate.LockMode;
import org.hibernate.StaleObjectStateException;
import org.hibernate.dialect.lock.LockingStrategy;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Finds out that a row was deleted since it was read, where Hibernate writes nothing that
 * would tell.
 */
final class LiveRow {

	private LiveRow() {
	}

	/**
	 * Require that a row is live, and stays so until the end of the transaction, by
	 * locking it.
	 * @param persister the entity's persister
	 * @param id the row's id
	 * @param session the session
	 * @throws StaleObjectStateException if the row is not live
	 */
	static void require(SoftDeletePersister persister, Object id, SharedSessionContractImplementor session) {
		session.getJdbcCoordinator().executeBatch();
		if (!RowLock.lock(session, persister, id, persister.softDeleteModel().restriction())) {
			throw new StaleObjectStateException(persister.getEntityName(), id);
		}
	}

	/**
	 * Require that a row is live, whose version is about to be incremented by an update
	 * that returns values and counts no rows.
	 * @param persister the entity's persister
	 * @param id the row's id
	 * @param session the session
	 */
	static void beforeForcedIncrement(SoftDeletePersister persister, Object id,
			SharedSessionContractImplementor session) {
		if (persister.getUpdateDelegate() != null) {
			require(persister, id, session);
		}
	}

	/**
	 * Let the row of an instance without a version be locked only if it is live, as the
	 * instance is. With a version Hibernate's own lock tells.
	 * @param persister the entity's persister
	 * @param mode the mode to lock in
	 * @param delegate takes the lock
	 * @return takes the lock and requires the row to be live
	 */
	static LockingStrategy locker(SoftDeletePersister persister, LockMode mode, LockingStrategy delegate) {
		if (persister.isVersioned() || mode.lessThan(LockMode.PESSIMISTIC_READ)) {
			return delegate;
		}
		return new LockingStrategy() {

			@Override
			public void lock(Object id, Object version, Object object, Timeout timeout,
					SharedSessionContractImplementor session) {
				delegate.lock(id, version, object, timeout, session);
				if (object != null && !persister.softDeleteModel()
					.isDeleted(persister.value(object, persister.softDeleteModel().indicator()))) {
					requireLocked(persister, mode, id, session);
				}
			}

		};
	}

	// a query with a lock reads the row as it is by now, in any isolation
	private static void requireLocked(SoftDeletePersister persister, LockMode mode, Object id,
			SharedSessionContractImplementor session) {
		TypedQuery<Object> query = session
			.createQuery("select e from %s e where id(e) = :id".formatted(persister.getEntityName()), Object.class);
		query.setParameter("id", id).setFlushMode(FlushModeType.COMMIT).setLockMode(mode.toJpaLockMode());
		List<?> found = query.getResultList();
		if (found.isEmpty()) {
			throw new StaleObjectStateException(persister.getEntityName(), id);
		}
	}

}
