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
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.orm.ObjectRetrievalFailureException;

/**
 * Restores a row together with what its deletion took along through cascades. For the
 * starter's own packages.
 */
public final class Restorer {

	// what databases take as parameters of one statement, with room to spare
	private static final int CHUNK = 500;

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
		session.flush();
		Class<?> type = persister.getMappedClass();
		Row root = find(session, persister, id);
		if (root != null) {
			Deletion deletion = root.deletion;
			Map<SoftDeletePersister, Set<Object>> rows = EnabledFilters.lifted(session,
					() -> rowsOf(session, root.persister, id, deletion));
			rows.forEach((target, ids) -> restoreRows(session, target, ids, deletion));
			for (RowChangeRecorder recorder : this.recorders) {
				rows.forEach((target, ids) -> recorder.restored(session, target.getEntityName(), ids));
			}
			EnabledFilters.lifted(session, () -> {
				rows.forEach((target, ids) -> refresh(session, target, ids));
				return rows;
			});
		}
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

	private static @Nullable Row find(SessionImplementor session, SoftDeletePersister persister, Object id) {
		SoftDeleteModel model = persister.softDeleteModel();
		String deletionId = (model.deletionId() != null) ? "e." + model.deletionId() : "null";
		SelectionQuery<Object[]> query = session
			.createSelectionQuery("select e.%s, %s, type(e) from %s e where id(e) = :id".formatted(model.indicator(),
					deletionId, persister.getEntityName()), Object[].class);
		query.setParameter("id", id);
		List<Object[]> found = SoftDeleteScope.onlyDeleted(persister.getMappedClass(), query::getResultList);
		if (found.isEmpty()) {
			return null;
		}
		Object[] row = found.get(0);
		return new Row(concrete(session, row[2]), new Deletion((UUID) row[1], model.deletedAt(row[0])));
	}

	private static boolean exists(SessionImplementor session, SoftDeletePersister persister, Object id) {
		SelectionQuery<Long> query = session.createSelectionQuery(
				"select count(*) from %s e where id(e) = :id".formatted(persister.getEntityName()), Long.class);
		query.setParameter("id", id);
		return SoftDeleteScope.includingDeleted(query::getSingleResult) > 0;
	}

	private static Map<SoftDeletePersister, Set<Object>> rowsOf(SessionImplementor session, SoftDeletePersister root,
			Object rootId, Deletion deletion) {
		Map<SoftDeletePersister, Set<Object>> rows = new LinkedHashMap<>();
		rows.put(root, new LinkedHashSet<>(Set.of(rootId)));
		Deque<Step> steps = new ArrayDeque<>();
		steps.add(new Step(root, List.of(rootId)));
		while (!steps.isEmpty()) {
			Step step = steps.remove();
			for (Cascade cascade : Cascades.ofDelete(step.owner)) {
				Map<SoftDeletePersister, List<Object>> added = new LinkedHashMap<>();
				for (List<Object> owners : chunks(step.ids)) {
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
		SelectionQuery<Object[]> query = session.createSelectionQuery(hasVirtualId(cascade.target())
				? "select r, type(r) from %s r where r in (select e from %s where id(o) in (:owners)) and r.%s = :deletion"
					.formatted(cascade.target().getEntityName(), cascade.from(), match.attribute)
				: "select id(e), type(e) from %s where id(o) in (:owners) and e.%s = :deletion"
					.formatted(cascade.from(), match.attribute),
				Object[].class);
		query.setParameterList("owners", owners);
		query.setParameter("deletion", match.value);
		List<Object[]> rows = SoftDeleteScope.includingDeleted(query::getResultList);
		if (hasVirtualId(cascade.target())) {
			rows.forEach((row) -> row[0] = cascade.target().getIdentifier(row[0], session));
		}
		return rows;
	}

	// an id that is a reference, without an id class, cannot be selected
	private static boolean hasVirtualId(SoftDeletePersister persister) {
		return persister.getIdentifierMapping() instanceof NonAggregatedIdentifierMapping identifier
				&& identifier.getIdClassEmbeddable() == null;
	}

	private static void restoreRows(SessionImplementor session, SoftDeletePersister persister, Collection<Object> ids,
			Deletion deletion) {
		Match match = Match.of(persister.softDeleteModel(), deletion);
		for (List<Object> chunk : chunks(ids)) {
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

	private static List<List<Object>> chunks(Collection<?> ids) {
		List<Object> all = List.copyOf(ids);
		List<List<Object>> chunks = new ArrayList<>();
		for (int start = 0; start < all.size(); start += CHUNK) {
			chunks.add(all.subList(start, Math.min(start + CHUNK, all.size())));
		}
		return chunks;
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

	/**
	 * A deleted row's own class and deletion.
	 */
	private record Row(SoftDeletePersister persister, Deletion deletion) {
	}

	private record Step(SoftDeletePersister owner, List<Object> ids) {
	}

}
