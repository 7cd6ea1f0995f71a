package io.github.softdeleteaudit.restore;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

import io.github.softdeleteaudit.restore.Restoration.Match;
import io.github.softdeleteaudit.softdelete.RowChangeRecorder;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.softdelete.hibernate.Cascades.Cascade;
import io.github.softdeleteaudit.softdelete.hibernate.EnabledFilters;
import io.github.softdeleteaudit.softdelete.hibernate.MatchingEntities;
import io.github.softdeleteaudit.softdelete.hibernate.RestoreStatement;
import io.github.softdeleteaudit.softdelete.hibernate.RowSelection;
import io.github.softdeleteaudit.softdelete.hibernate.SoftDeletePersister;
import io.github.softdeleteaudit.unique.LiveUniqueKeys;
import io.github.softdeleteaudit.unique.LiveUniqueViolationException;
import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.orm.ObjectRetrievalFailureException;

/**
 * Restores a row together with what its deletion took along through cascades. For the
 * starter's own packages.
 */
public final class Restorer {

	private final List<RowChangeRecorder> recorders;

	private final ApplicationEventPublisher events;

	/** Found by looking at all entities. */
	private final Map<SoftDeletePersister, Map<SoftDeletePersister, List<Cascade>>> cascadesTo = new ConcurrentHashMap<>();

	/**
	 * Create a restorer.
	 * @param recorders told of what is restored
	 * @param events publishes what is about to be restored, and has been
	 */
	public Restorer(List<RowChangeRecorder> recorders, ApplicationEventPublisher events) {
		this.recorders = List.copyOf(recorders);
		this.events = events;
	}

	/**
	 * Restore a row, and the rows of its deletion that are connected to it by the
	 * cascades of deletions. A row that is live is left as it is. Pending changes are
	 * flushed first.
	 * @param entityManager the entity manager, with a transaction
	 * @param persister the entity's persister
	 * @param id the id of the row
	 * @param options how to restore
	 * @return the live entity
	 * @throws ObjectRetrievalFailureException if there is no such row
	 * @throws RestoreConflictException if something is in the way
	 * @throws RestoreVetoedException if a listener has vetoed it
	 * @throws OptimisticLockingFailureException if another transaction restores or purges
	 * it at the same time
	 */
	public Object restore(EntityManager entityManager, SoftDeletePersister persister, Object id,
			RestoreOptions options) {
		SessionImplementor session = entityManager.unwrap(SessionImplementor.class);
		return SoftDeleteScope.outside(() -> {
			session.flush();
			Restoration restoration = new Restoration(session, options, this.cascadesTo);
			restoration.add(persister, List.of(id));
			execute(session, restoration);
			Class<?> type = persister.getMappedClass();
			Object entity = session.find(type, id);
			if (entity == null) {
				if (exists(session, persister, id)) {
					throw new OptimisticLockingFailureException(
							"%s with id %s was deleted or restored by a listener or by another transaction while it was being restored"
								.formatted(persister.getEntityName(), id));
				}
				throw new ObjectRetrievalFailureException(type, id);
			}
			return entity;
		});
	}

	/**
	 * Restore rows, and the rows of their deletions that are connected to them by the
	 * cascades of deletions. Rows that are live, and ids of no row, are passed over.
	 * Pending changes are flushed first.
	 * @param entityManager the entity manager, with a transaction
	 * @param persister the entity's persister
	 * @param ids the ids of the rows
	 * @return how many of these rows have been restored
	 * @throws RestoreConflictException if something is in the way of one of them
	 * @throws RestoreVetoedException if a listener has vetoed it
	 * @throws OptimisticLockingFailureException if another transaction restores or purges
	 * rows at the same time
	 */
	public int restoreAll(EntityManager entityManager, SoftDeletePersister persister, Collection<?> ids) {
		return restoreAll(entityManager, (restoration) -> restoration.add(persister, ids));
	}

	private int restoreAll(EntityManager entityManager, ToIntFunction<Restoration> rows) {
		SessionImplementor session = entityManager.unwrap(SessionImplementor.class);
		return SoftDeleteScope.outside(() -> {
			session.flush();
			Restoration restoration = new Restoration(session, RestoreOptions.defaults(), this.cascadesTo);
			int count = rows.applyAsInt(restoration);
			execute(session, restoration);
			return count;
		});
	}

	/**
	 * Restore the deleted ones of the rows that fulfil a condition, as by their ids.
	 * @param entityManager the entity manager, with a transaction
	 * @param persister the persister of the entity
	 * @param matching the rows
	 * @return how many of these rows have been restored
	 * @throws RestoreConflictException if something is in the way of one of them
	 * @throws RestoreVetoedException if a listener has vetoed it
	 * @throws OptimisticLockingFailureException if another transaction restores or purges
	 * rows at the same time
	 */
	public int restoreAll(EntityManager entityManager, SoftDeletePersister persister, MatchingEntities<?> matching) {
		return restoreAll(entityManager, (restoration) -> restoration.add(persister, matching));
	}

	/**
	 * Restore all rows of a deletion.
	 * @return the rows
	 */
	RestoredRows restoreDeletion(EntityManager entityManager, UUID deletionId, RestoreOptions options) {
		SessionImplementor session = entityManager.unwrap(SessionImplementor.class);
		return SoftDeleteScope.outside(() -> {
			session.flush();
			Restoration restoration = new Restoration(session, options, this.cascadesTo);
			restoration.add(deletionId);
			return execute(session, restoration);
		});
	}

	/**
	 * Find out what {@link #restore} would do. Nothing is changed.
	 * @param entityManager the entity manager
	 * @param persister the entity's persister
	 * @param id the id of the row
	 * @param options how it would be restored
	 * @return the preview
	 * @throws ObjectRetrievalFailureException if there is no such row
	 */
	public RestorePreview preview(EntityManager entityManager, SoftDeletePersister persister, Object id,
			RestoreOptions options) {
		SessionImplementor session = entityManager.unwrap(SessionImplementor.class);
		return SoftDeleteScope.outside(() -> {
			Restoration restoration = new Restoration(session, options, this.cascadesTo);
			if (restoration.add(persister, List.of(id)) == 0 && !exists(session, persister, id)) {
				throw new ObjectRetrievalFailureException(persister.getMappedClass(), id);
			}
			return new RestorePreview(restoration.rows(), restoration.conflicts());
		});
	}

	RestorePreview previewDeletion(EntityManager entityManager, UUID deletionId, RestoreOptions options) {
		SessionImplementor session = entityManager.unwrap(SessionImplementor.class);
		return SoftDeleteScope.outside(() -> {
			Restoration restoration = new Restoration(session, options, this.cascadesTo);
			restoration.add(deletionId);
			return new RestorePreview(restoration.rows(), restoration.conflicts());
		});
	}

	private RestoredRows execute(SessionImplementor session, Restoration restoration) {
		RestoredRows rows = restoration.rows();
		if (rows.count() == 0) {
			return rows;
		}
		List<RestoreConflict> conflicts = restoration.conflicts();
		if (!conflicts.isEmpty()) {
			throw new RestoreConflictException(conflicts);
		}
		BeforeRestoreEvent before = new BeforeRestoreEvent(rows);
		publish(before);
		if (before.vetoed() != null) {
			throw new RestoreVetoedException(before.vetoed());
		}
		// what the listeners have changed
		session.flush();
		restoration.lookAgain();
		restoration.forEach((persister, ids, match) -> restoreRows(session, persister,
				restoration.select(persister, ids, match), match));
		for (RowChangeRecorder recorder : this.recorders) {
			restoration.forEach((persister, ids, match) -> recorder.restored(session, persister.getEntityName(), ids));
		}
		EnabledFilters.lifted(session, () -> {
			restoration.forEach((persister, ids, match) -> refresh(session, persister, ids));
			return rows;
		});
		publish(new AfterRestoreEvent(rows));
		return rows;
	}

	// of this restore, these exceptions would say that nothing has changed
	private void publish(Object event) {
		try {
			this.events.publishEvent(event);
		}
		catch (RestoreConflictException | RestoreVetoedException | ObjectRetrievalFailureException ex) {
			throw new InvalidDataAccessApiUsageException(
					"Not restored, since a listener has failed: " + ex.getMessage(), ex);
		}
	}

	private static boolean exists(SessionImplementor session, SoftDeletePersister persister, Object id) {
		SelectionQuery<Long> query = session.createSelectionQuery(
				"select count(*) from %s e where id(e) = :id".formatted(persister.getEntityName()), Long.class);
		query.setParameter("id", id);
		return SoftDeleteScope.includingDeleted(query::getSingleResult) > 0;
	}

	private static void restoreRows(SessionImplementor session, SoftDeletePersister persister,
			List<RowSelection> selections, @Nullable Match match) {
		for (RowSelection rows : selections) {
			int restored = restoreRows(session, persister, rows, match);
			if (restored != rows.size()) {
				throw new OptimisticLockingFailureException(
						"Rows of %s were restored or purged by another transaction while they were being restored"
							.formatted(persister.getEntityName()));
			}
		}
	}

	private static int restoreRows(SessionImplementor session, SoftDeletePersister persister, RowSelection rows,
			@Nullable Match match) {
		var keys = LiveUniqueKeys.of(session.getFactory()).ofDeleted(session, persister.getMappedClass(), rows);
		try {
			return RestoreStatement.execute(session, persister, rows, (match != null) ? match.attribute() : null,
					(match != null) ? match.value() : null);
		}
		catch (ConstraintViolationException ex) {
			LiveUniqueViolationException known = keys.apply(ex);
			throw (known != null) ? known : ex;
		}
	}

	private static void refresh(SessionImplementor session, SoftDeletePersister persister, Collection<Object> ids) {
		for (Object id : ids) {
			EntityKey key = session.generateEntityKey(id, persister);
			Object entity = session.getPersistenceContextInternal().getEntity(key);
			if (entity != null) {
				// as found among the deleted it was read-only
				session.setReadOnly(entity, session.isDefaultReadOnly());
				session.refresh(entity);
			}
		}
	}

}
