package io.github.softdeleteaudit.restore;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.github.softdeleteaudit.softdelete.RowChangeRecorder;
import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.softdelete.hibernate.Cascades;
import io.github.softdeleteaudit.softdelete.hibernate.Cascades.Cascade;
import io.github.softdeleteaudit.softdelete.hibernate.EnabledFilters;
import io.github.softdeleteaudit.softdelete.hibernate.RestoreStatement;
import io.github.softdeleteaudit.softdelete.hibernate.SoftDeletePersister;
import io.github.softdeleteaudit.unique.LiveUniqueKeys;
import io.github.softdeleteaudit.unique.LiveUniqueViolationException;
import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.orm.ObjectRetrievalFailureException;

/**
 * Restores a row together with what its deletion took along through cascades. For the
 * starter's own packages.
 */
public final class Restorer {

	private final List<RowChangeRecorder> recorders;

	/**
	 * Create a restorer.
	 * @param recorders told of what is restored
	 */
	public Restorer(List<RowChangeRecorder> recorders) {
		this.recorders = List.copyOf(recorders);
	}

	/**
	 * Restore a row, and the rows that its deletion took along through cascades. A row
	 * that is live is left as it is. Pending changes are flushed first.
	 * @param entityManager the entity manager, with a transaction
	 * @param persister the entity's persister
	 * @param id the id of the row
	 * @return the live entity
	 * @throws ObjectRetrievalFailureException if there is no such row
	 * @throws OptimisticLockingFailureException if another transaction restores or purges
	 * it at the same time
	 */
	public Object restore(EntityManager entityManager, SoftDeletePersister persister, Object id) {
		SessionImplementor session = entityManager.unwrap(SessionImplementor.class);
		return SoftDeleteScope.outside(() -> restore(session, persister, id));
	}

	private Object restore(SessionImplementor session, SoftDeletePersister persister, Object id) {
		session.flush();
		restoreDeleted(session, persister, List.of(id));
		Class<?> type = persister.getMappedClass();
		Object entity = session.find(type, id);
		if (entity == null) {
			if (exists(session, persister, id)) {
				throw new OptimisticLockingFailureException(
						"%s with id %s was deleted or restored by another transaction while it was being restored"
							.formatted(persister.getEntityName(), id));
			}
			throw new ObjectRetrievalFailureException(type, id);
		}
		return entity;
	}

	/**
	 * Restore rows, and the rows that their deletions took along through cascades. Rows
	 * that are live, and ids of no row, are passed over. Pending changes are flushed
	 * first.
	 * @param entityManager the entity manager, with a transaction
	 * @param persister the entity's persister
	 * @param ids the ids of the rows
	 * @return how many of these rows have been restored
	 * @throws OptimisticLockingFailureException if another transaction restores or purges
	 * rows at the same time
	 */
	public int restoreAll(EntityManager entityManager, SoftDeletePersister persister, Collection<?> ids) {
		SessionImplementor session = entityManager.unwrap(SessionImplementor.class);
		return SoftDeleteScope.outside(() -> {
			session.flush();
			return restoreDeleted(session, persister, ids);
		});
	}

	private int restoreDeleted(SessionImplementor session, SoftDeletePersister persister, Collection<?> ids) {
		Map<Deletion, Map<SoftDeletePersister, Set<Object>>> deleted = deleted(session, persister, ids);
		int count = deleted.values().stream().flatMap((rows) -> rows.values().stream()).mapToInt(Set::size).sum();
		Map<SoftDeletePersister, Set<Object>> restored = new LinkedHashMap<>();
		deleted.forEach((deletion, roots) -> {
			Map<SoftDeletePersister, Set<Object>> rows = EnabledFilters.lifted(session,
					() -> rowsOf(session, roots, deletion));
			rows.forEach((target, targets) -> restoreRows(session, target, targets, deletion));
			rows.forEach((target, targets) -> restored.computeIfAbsent(target, (key) -> new LinkedHashSet<>())
				.addAll(targets));
		});
		for (RowChangeRecorder recorder : this.recorders) {
			restored.forEach((target, targets) -> recorder.restored(session, target.getEntityName(), targets));
		}
		EnabledFilters.lifted(session, () -> {
			restored.forEach((target, targets) -> refresh(session, target, targets));
			return restored;
		});
		return count;
	}

	/**
	 * Find out which of the rows are deleted, by their deletions and own classes.
	 */
	private static Map<Deletion, Map<SoftDeletePersister, Set<Object>>> deleted(SessionImplementor session,
			SoftDeletePersister persister, Collection<?> ids) {
		SoftDeleteModel model = persister.softDeleteModel();
		Map<Deletion, Map<SoftDeletePersister, Set<Object>>> deleted = new LinkedHashMap<>();
		for (List<Object> part : persister.parts(ids)) {
			SelectionQuery<Object[]> query = session
				.createSelectionQuery("select %s, e.%s, %s, type(e) from %s e where id(e) in (:ids)".formatted(
						persister.hasVirtualId() ? "e" : "id(e)", model.indicator(),
						(model.deletionId() != null) ? "e." + model.deletionId() : "null", persister.getEntityName()),
						Object[].class);
			query.setParameterList("ids", part);
			for (Object[] row : SoftDeleteScope.onlyDeleted(persister.getMappedClass(), query::getResultList)) {
				deleted
					.computeIfAbsent(new Deletion((UUID) row[2], model.deletedAt(row[1])),
							(key) -> new LinkedHashMap<>())
					.computeIfAbsent(concrete(session, row[3]), (key) -> new LinkedHashSet<>())
					.add(persister.hasVirtualId() ? persister.getIdentifier(row[0], session) : row[0]);
			}
		}
		return deleted;
	}

	private static boolean exists(SessionImplementor session, SoftDeletePersister persister, Object id) {
		SelectionQuery<Long> query = session.createSelectionQuery(
				"select count(*) from %s e where id(e) = :id".formatted(persister.getEntityName()), Long.class);
		query.setParameter("id", id);
		return SoftDeleteScope.includingDeleted(query::getSingleResult) > 0;
	}

	private static Map<SoftDeletePersister, Set<Object>> rowsOf(SessionImplementor session,
			Map<SoftDeletePersister, Set<Object>> roots, Deletion deletion) {
		Map<SoftDeletePersister, Set<Object>> rows = new LinkedHashMap<>();
		Deque<Step> steps = new ArrayDeque<>();
		roots.forEach((persister, ids) -> {
			rows.put(persister, new LinkedHashSet<>(ids));
			steps.add(new Step(persister, List.copyOf(ids)));
		});
		while (!steps.isEmpty()) {
			Step step = steps.remove();
			for (Cascade cascade : Cascades.ofDelete(step.owner)) {
				Map<SoftDeletePersister, List<Object>> added = new LinkedHashMap<>();
				for (List<Object> owners : step.owner.parts(step.ids)) {
					for (Object[] row : takenAlong(session, cascade, owners, deletion)) {
						SoftDeletePersister target = concrete(session, row[1]);
						if (rows.computeIfAbsent(target, (key) -> new LinkedHashSet<>()).add(row[0])) {
							added.computeIfAbsent(target, (key) -> new ArrayList<>()).add(row[0]);
						}
					}
				}
				added.forEach((target, ids) -> steps.add(new Step(target, ids)));
			}
		}
		return rows;
	}

	private static SoftDeletePersister concrete(SessionImplementor session, Object type) {
		SoftDeletePersister persister = SoftDeletePersister.find(session.getFactory(), (Class<?>) type);
		return Objects.requireNonNull(persister, () -> type + " is not soft-deletable");
	}

	private static List<Object[]> takenAlong(SessionImplementor session, Cascade cascade, List<Object> owners,
			Deletion deletion) {
		Match match = Match.of(cascade.target().softDeleteModel(), deletion);
		if (match == null) {
			return List.of();
		}
		SelectionQuery<Object[]> query = session.createSelectionQuery(cascade.target().hasVirtualId()
				? "select r, type(r) from %s r where r in (select e from %s where id(o) in (:owners)) and r.%s = :deletion"
					.formatted(cascade.target().getEntityName(), cascade.from(), match.attribute)
				: "select id(e), type(e) from %s where id(o) in (:owners) and e.%s = :deletion"
					.formatted(cascade.from(), match.attribute),
				Object[].class);
		query.setParameterList("owners", owners);
		query.setParameter("deletion", match.value);
		List<Object[]> rows = SoftDeleteScope.includingDeleted(query::getResultList);
		if (cascade.target().hasVirtualId()) {
			rows.forEach((row) -> row[0] = cascade.target().getIdentifier(row[0], session));
		}
		return rows;
	}

	private static void restoreRows(SessionImplementor session, SoftDeletePersister persister, Collection<Object> ids,
			Deletion deletion) {
		Match match = Match.of(persister.softDeleteModel(), deletion);
		for (List<Object> chunk : persister.parts(ids)) {
			int restored = restoreRows(session, persister, chunk, match);
			if (restored != chunk.size()) {
				throw new OptimisticLockingFailureException(
						"Rows of %s were restored or purged by another transaction while they were being restored"
							.formatted(persister.getEntityName()));
			}
		}
	}

	private static int restoreRows(SessionImplementor session, SoftDeletePersister persister, List<Object> ids,
			@Nullable Match match) {
		var keys = LiveUniqueKeys.of(session.getFactory()).ofDeleted(session, persister.getMappedClass(), ids);
		try {
			return RestoreStatement.execute(session, persister, ids, (match != null) ? match.attribute : null,
					(match != null) ? match.value : null);
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

	/**
	 * What names a deletion: its id or, where a row has none, its exact time.
	 */
	private record Deletion(@Nullable UUID id, @Nullable Instant instant) {
	}

	/**
	 * The attribute and the value by which an entity's rows of a deletion are found.
	 */
	private record Match(String attribute, Object value) {

		static @Nullable Match of(SoftDeleteModel model, Deletion deletion) {
			if (model.deletionId() != null && deletion.id != null) {
				return new Match(model.deletionId(), deletion.id);
			}
			if (model.indicatorType().isTime() && deletion.instant != null) {
				return new Match(model.indicator(), model.deletedValue(deletion.instant));
			}
			return null;
		}

	}

	private record Step(SoftDeletePersister owner, List<Object> ids) {
	}

}
