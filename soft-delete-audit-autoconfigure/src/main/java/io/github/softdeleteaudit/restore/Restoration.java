package io.github.softdeleteaudit.restore;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.github.softdeleteaudit.restore.RestoreConflict.Kind;
import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.softdelete.hibernate.Cascades;
import io.github.softdeleteaudit.softdelete.hibernate.Cascades.Cascade;
import io.github.softdeleteaudit.softdelete.hibernate.EnabledFilters;
import io.github.softdeleteaudit.softdelete.hibernate.SelectedId;
import io.github.softdeleteaudit.softdelete.hibernate.SoftDeletePersister;
import io.github.softdeleteaudit.softdelete.hibernate.ToOneReferences;
import io.github.softdeleteaudit.unique.LiveUniqueKeys;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/**
 * The rows that come back together: those that are asked for, and, through the
 * associations that cascaded their deletions, all other rows of the same deletions. Finds
 * out what is in the way.
 */
final class Restoration {

	private final SessionImplementor session;

	private final RestoreOptions options;

	private final Map<Object, DeletionMark> marks = new LinkedHashMap<>();

	private final Found rows = new Found();

	private final Map<SoftDeletePersister, Set<Object>> all = new LinkedHashMap<>();

	private final Deque<Step> steps = new ArrayDeque<>();

	private final Set<DeletedParent> deletedParents = new LinkedHashSet<>();

	private final Map<SoftDeletePersister, Map<SoftDeletePersister, List<Cascade>>> cascadesTo;

	Restoration(SessionImplementor session, RestoreOptions options,
			Map<SoftDeletePersister, Map<SoftDeletePersister, List<Cascade>>> cascadesTo) {
		this.session = session;
		this.cascadesTo = cascadesTo;
		this.options = options;
	}

	/**
	 * Add the deleted ones of some rows. Others are passed over.
	 * @return how many they are
	 */
	int add(SoftDeletePersister persister, Collection<?> ids) {
		int count = 0;
		for (List<Object> part : persister.parts(ids)) {
			count += add(persister, "id(e) in (:ids)", part);
		}
		complete();
		return count;
	}

	/**
	 * Add the rows of a deletion.
	 */
	void add(UUID deletionId) {
		for (SoftDeletePersister root : identified(this.session)) {
			add(root, "e.%s in (:ids)".formatted(root.softDeleteModel().deletionId()), List.of(deletionId));
		}
		complete();
	}

	/**
	 * Return the roots of the hierarchies that have a deletion id.
	 */
	static List<SoftDeletePersister> identified(Session session) {
		List<SoftDeletePersister> identified = new ArrayList<>();
		session.unwrap(SessionImplementor.class)
			.getFactory()
			.getMappingMetamodel()
			.forEachEntityDescriptor((entity) -> {
				if (entity instanceof SoftDeletePersister persister && entity.getRootEntityDescriptor() == entity
						&& persister.softDeleteModel().deletionId() != null) {
					identified.add(persister);
				}
			});
		return identified;
	}

	private int add(SoftDeletePersister persister, String condition, List<Object> ids) {
		SelectionQuery<Object[]> query = this.session
			.createSelectionQuery("select %s, type(e), %s from %s e where %s".formatted(SelectedId.of(persister, "e"),
					selectedMark(persister, "e"), persister.getEntityName(), condition), Object[].class);
		query.setParameterList("ids", ids);
		List<Object[]> found = SoftDeleteScope.onlyDeleted(persister.getMappedClass(), query::getResultList);
		Found deleted = new Found();
		found.forEach((row) -> deleted.put(mark(persister, row[2], row[3]), concrete(row[1]), id(persister, row[0])));
		add(deleted);
		return found.size();
	}

	private void add(Found found) {
		found.rows.forEach((mark, rows) -> rows.forEach((concrete, ids) -> add(mark, concrete, ids)));
	}

	private void add(DeletionMark mark, SoftDeletePersister concrete, Collection<Object> ids) {
		Set<Object> known = this.all.computeIfAbsent(concrete, (key) -> new LinkedHashSet<>());
		List<Object> added = ids.stream().filter(known::add).toList();
		if (!added.isEmpty()) {
			added.forEach((id) -> this.rows.put(mark, concrete, id));
			this.steps.add(new Step(mark, concrete, added));
			mark.identified.forEach((own) -> this.steps.add(new Step(own, concrete, added)));
		}
	}

	private void complete() {
		EnabledFilters.lifted(this.session, () -> {
			do {
				while (!this.steps.isEmpty()) {
					Step step = this.steps.remove();
					addTakenAlong(step);
					addParents(step);
				}
				if (this.options.parents()) {
					Found parents = new Found();
					inTheWay().forEach((parent) -> parents.put(parent.mark, parent.persister, parent.id));
					add(parents);
				}
			}
			while (!this.steps.isEmpty());
			return this.all;
		});
	}

	private void addTakenAlong(Step step) {
		for (Cascade cascade : Cascades.ofDelete(step.persister)) {
			SoftDeletePersister target = cascade.target();
			complete(step.mark, target.softDeleteModel());
			Match match = Match.of(target.softDeleteModel(), step.mark);
			if (match == null) {
				continue;
			}
			for (List<Object> owners : step.persister.parts(step.ids)) {
				SelectionQuery<Object[]> query = this.session.createSelectionQuery(target.hasVirtualId()
						? "select r, type(r), %s from %s r where r in (select e from %s where id(o) in (:owners)) and r.%s = :deletion"
							.formatted(selectedMark(target, "r"), target.getEntityName(), cascade.from(),
									match.attribute)
						: "select id(e), type(e), %s from %s where id(o) in (:owners) and e.%s = :deletion"
							.formatted(selectedMark(target, "e"), cascade.from(), match.attribute),
						Object[].class);
				query.setParameterList("owners", owners);
				query.setParameter("deletion", match.value);
				Found found = new Found();
				SoftDeleteScope.includingDeleted(query::getResultList)
					.forEach((row) -> found.put(ownMark(step.mark, target, row[2], row[3]), concrete(row[1]),
							id(target, row[0])));
				add(found);
			}
		}
	}

	private void addParents(Step step) {
		this.cascadesTo.computeIfAbsent(step.persister, Cascades::ofDeleteTo).forEach((owner, cascades) -> {
			complete(step.mark, owner.softDeleteModel());
			for (Cascade cascade : cascades) {
				Found found = new Found();
				for (List<Object> ids : step.persister.parts(step.ids)) {
					for (Object[] row : deletedOwners(owner, cascade, step.persister, ids)) {
						SoftDeletePersister concrete = concrete(row[2]);
						Object id = id(owner, row[1]);
						if (step.mark.isOf(owner.softDeleteModel(), row[3], row[4])) {
							found.put(ownMark(step.mark, owner, row[3], row[4]), concrete, id);
						}
						if (cascade.toChild()) {
							this.deletedParents.add(new DeletedParent(step.persister, id(step.persister, row[0]),
									cascade, concrete, id, mark(owner, row[3], row[4])));
						}
					}
				}
				add(found);
			}
		});
	}

	private List<Object[]> deletedOwners(SoftDeletePersister owner, Cascade cascade, SoftDeletePersister child,
			List<Object> ids) {
		// Hibernate cannot select what is joined by an association that is its identifier
		boolean virtual = child.hasVirtualId();
		String deleted = "o.%s%s".formatted(owner.softDeleteModel().indicator(),
				owner.softDeleteModel().indicatorType().isTime() ? " is not null" : " = true");
		SelectionQuery<Object[]> query = this.session.createSelectionQuery(virtual
				? "select r, %s, type(p), %s from %s r, %s p where id(r) in (:ids) and r in (select e from %s where o = p and %s)"
					.formatted(SelectedId.of(owner, "p"), selectedMark(owner, "p"), child.getEntityName(),
							owner.getEntityName(), cascade.from(), deleted)
				: "select id(e), %s, type(o), %s from %s where id(e) in (:ids) and %s"
					.formatted(SelectedId.of(owner, "o"), selectedMark(owner, "o"), cascade.from(), deleted),
				Object[].class);
		query.setParameterList("ids", ids);
		return SoftDeleteScope.includingDeleted(query::getResultList);
	}

	/**
	 * Return the parents that stay deleted, of children that have no live parent by the
	 * same association.
	 */
	private List<DeletedParent> inTheWay() {
		List<DeletedParent> inTheWay = this.deletedParents.stream()
			.filter((parent) -> !this.all.getOrDefault(parent.persister, Set.of()).contains(parent.id))
			.toList();
		Set<Object> with = new HashSet<>();
		inTheWay.stream()
			.collect(Collectors.groupingBy((parent) -> List.of(parent.cascade, parent.child)))
			.forEach((key, parents) -> with.addAll(withLiveOrRestoredParent(parents)));
		return inTheWay.stream()
			.filter((parent) -> !with.contains(List.of(parent.cascade, parent.child, parent.childId)))
			.toList();
	}

	private Set<Object> withLiveOrRestoredParent(List<DeletedParent> parents) {
		DeletedParent any = parents.get(0);
		Set<Object> found = new HashSet<>();
		this.deletedParents.stream()
			.filter((other) -> other.cascade.equals(any.cascade) && other.child == any.child
					&& this.all.getOrDefault(other.persister, Set.of()).contains(other.id))
			.forEach((other) -> found.add(List.of(any.cascade, any.child, other.childId)));
		for (List<Object> ids : any.child.parts(parents.stream().map(DeletedParent::childId).distinct().toList())) {
			String live = isLive(any.persister, "o");
			SelectionQuery<Object> query = this.session.createSelectionQuery(
					any.child.hasVirtualId()
							? "select r from %s r where id(r) in (:ids) and r in (select e from %s where %s)"
								.formatted(any.child.getEntityName(), any.cascade.from(), live)
							: "select id(e) from %s where id(e) in (:ids) and %s".formatted(any.cascade.from(), live),
					Object.class);
			query.setParameterList("ids", ids);
			SoftDeleteScope.includingDeleted(query::getResultList)
				.forEach((row) -> found.add(List.of(any.cascade, any.child, id(any.child, row))));
		}
		return found;
	}

	private static String isLive(SoftDeletePersister persister, String alias) {
		SoftDeleteModel model = persister.softDeleteModel();
		String indicator = alias + "." + model.indicator();
		return model.indicatorType().isTime() ? indicator + " is null"
				: "(%s is null or %s = false)".formatted(indicator, indicator);
	}

	/**
	 * Return what is in the way.
	 */
	List<RestoreConflict> conflicts() {
		return EnabledFilters.lifted(this.session, () -> {
			List<RestoreConflict> conflicts = new ArrayList<>();
			inTheWay().forEach((parent) -> conflicts.add(parent.conflict()));
			LiveUniqueKeys keys = LiveUniqueKeys.of(this.session.getFactory());
			this.all.forEach((persister, ids) -> {
				Class<?> type = persister.getMappedClass();
				for (List<Object> part : persister.parts(ids)) {
					ToOneReferences.dangling(this.session, persister, part)
						.forEach((reference) -> conflicts.add(new RestoreConflict(Kind.MISSING_PARENT, type,
								reference.id(), Map.of(reference.attribute(), reference.targetId()),
								reference.target().getMappedClass(), reference.targetId())));
					keys.held(this.session, persister, part, this.all)
						.forEach((held) -> conflicts.add(new RestoreConflict(Kind.HELD_KEY, type, held.id(),
								held.values(), held.holderType(), held.holderId())));
				}
			});
			return conflicts;
		});
	}

	/**
	 * Go through the rows, parents before their children.
	 */
	void forEach(RowsConsumer consumer) {
		parentsFirst().forEach((persister) -> this.rows.rows.forEach((mark, byPersister) -> {
			Set<Object> ids = byPersister.get(persister);
			if (ids != null) {
				consumer.accept(persister, ids, Match.of(persister.softDeleteModel(), mark));
			}
		}));
	}

	/**
	 * Return the rows.
	 */
	RestoredRows rows() {
		Map<Class<?>, Set<Object>> idsByType = new LinkedHashMap<>();
		parentsFirst().forEach((persister) -> idsByType.put(persister.getMappedClass(),
				Objects.requireNonNull(this.all.get(persister))));
		return new RestoredRows(idsByType);
	}

	private Collection<SoftDeletePersister> parentsFirst() {
		Set<SoftDeletePersister> sorted = new LinkedHashSet<>();
		Set<SoftDeletePersister> visited = new HashSet<>();
		this.all.keySet().forEach((persister) -> addAfterParents(persister, sorted, visited));
		return sorted;
	}

	private void addAfterParents(SoftDeletePersister persister, Set<SoftDeletePersister> sorted,
			Set<SoftDeletePersister> visited) {
		if (visited.add(persister)) {
			for (SoftDeletePersister other : this.all.keySet()) {
				boolean parent = Cascades.ofDelete(other)
					.stream()
					.anyMatch((cascade) -> cascade.toChild()
							&& cascade.target().getMappedClass().isAssignableFrom(persister.getMappedClass()));
				if (parent) {
					addAfterParents(other, sorted, visited);
				}
			}
			sorted.add(persister);
		}
	}

	private Object id(SoftDeletePersister persister, Object selected) {
		return SelectedId.value(persister, selected, this.session);
	}

	private static String selectedMark(SoftDeletePersister persister, String alias) {
		SoftDeleteModel model = persister.softDeleteModel();
		return "%s.%s, %s".formatted(alias, model.indicator(),
				(model.deletionId() != null) ? alias + "." + model.deletionId() : "null");
	}

	private SoftDeletePersister concrete(Object type) {
		SoftDeletePersister persister = SoftDeletePersister.find(this.session.getFactory(), (Class<?>) type);
		return Objects.requireNonNull(persister, () -> type + " is not soft-deletable");
	}

	private DeletionMark mark(SoftDeletePersister persister, @Nullable Object indicator, @Nullable Object deletionId) {
		Instant instant = persister.softDeleteModel().deletedAt(indicator);
		Object key = (deletionId != null) ? deletionId : Objects.requireNonNullElse(instant, DeletionMark.class);
		DeletionMark mark = this.marks.computeIfAbsent(key, (absent) -> new DeletionMark((UUID) deletionId));
		if (mark.instant == null) {
			// not all entities of a deletion keep its time
			mark.instant = instant;
		}
		return mark;
	}

	// what was found by the time of another row may tell the id of the deletion
	private DeletionMark ownMark(DeletionMark mark, SoftDeletePersister persister, @Nullable Object indicator,
			@Nullable Object deletionId) {
		if (mark.id != null) {
			return mark;
		}
		DeletionMark own = mark(persister, indicator, deletionId);
		identify(mark, own);
		return own;
	}

	/**
	 * Go on from the rows of a deletion that keep its time alone as from those that keep
	 * its id.
	 */
	private void identify(DeletionMark mark, DeletionMark own) {
		if (own != mark && mark.identified.add(own)) {
			this.rows.rows.getOrDefault(mark, Map.of())
				.forEach((concrete, ids) -> this.steps.add(new Step(own, concrete, List.copyOf(ids))));
		}
	}

	/**
	 * Find what a deletion is named by in the rows of an entity, where the rows found so
	 * far keep its id alone and that entity the time, or the other way round: rows that
	 * keep both tell it.
	 */
	private void complete(DeletionMark mark, SoftDeleteModel model) {
		boolean time = mark.instant == null && model.deletionId() == null && model.indicatorType().isTime();
		boolean id = mark.id == null && mark.instant != null && model.deletionId() != null
				&& !model.indicatorType().isTime();
		if (mark.searched || !time && !id) {
			return;
		}
		mark.searched = true;
		for (SoftDeletePersister entity : identified(this.session)) {
			SoftDeleteModel both = entity.softDeleteModel();
			Match match = both.indicatorType().isTime() ? Match.of(both, mark) : null;
			if (match != null) {
				SelectionQuery<Object[]> query = this.session
					.createSelectionQuery("select distinct %s from %s e where e.%s = :deletion"
						.formatted(selectedMark(entity, "e"), entity.getEntityName(), match.attribute), Object[].class);
				query.setParameter("deletion", match.value);
				for (Object[] row : SoftDeleteScope.includingDeleted(query::getResultList)) {
					// of an id, this tells the time
					identify(mark, mark(entity, row[0], row[1]));
				}
			}
		}
	}

	interface RowsConsumer {

		void accept(SoftDeletePersister persister, Set<Object> ids, @Nullable Match match);

	}

	/**
	 * What names a deletion: its id or, where a row has none, its exact time.
	 */
	private static final class DeletionMark {

		private final @Nullable UUID id;

		private @Nullable Instant instant;

		private boolean searched;

		/** The same deletion by its id, where this is by its time. */
		private final Set<DeletionMark> identified = new LinkedHashSet<>();

		DeletionMark(@Nullable UUID id) {
			this.id = id;
		}

		boolean isOf(SoftDeleteModel model, @Nullable Object indicator, @Nullable Object deletionId) {
			if (model.deletionId() != null && this.id != null) {
				return this.id.equals(deletionId);
			}
			return this.instant != null && this.instant.equals(model.deletedAt(indicator));
		}

	}

	/**
	 * The attribute and the value by which an entity's rows of a deletion are found.
	 */
	record Match(String attribute, Object value) {

		static @Nullable Match of(SoftDeleteModel model, DeletionMark mark) {
			if (model.deletionId() != null && mark.id != null) {
				return new Match(model.deletionId(), mark.id);
			}
			if (model.indicatorType().isTime() && mark.instant != null) {
				return new Match(model.indicator(), model.deletedValue(mark.instant));
			}
			return null;
		}
	}

	/**
	 * Rows by deletion and by the class that they are of.
	 */
	private static final class Found {

		private final Map<DeletionMark, Map<SoftDeletePersister, Set<Object>>> rows = new LinkedHashMap<>();

		void put(DeletionMark mark, SoftDeletePersister concrete, Object id) {
			this.rows.computeIfAbsent(mark, (key) -> new LinkedHashMap<>())
				.computeIfAbsent(concrete, (key) -> new LinkedHashSet<>())
				.add(id);
		}

	}

	private record Step(DeletionMark mark, SoftDeletePersister persister, List<Object> ids) {
	}

	private record DeletedParent(SoftDeletePersister child, Object childId, Cascade cascade,
			SoftDeletePersister persister, Object id, DeletionMark mark) {

		RestoreConflict conflict() {
			return new RestoreConflict(Kind.DELETED_PARENT, this.child.getMappedClass(), this.childId,
					(this.cascade.reference() != null) ? Map.of(this.cascade.reference(), this.id) : Map.of(),
					this.persister.getMappedClass(), this.id);
		}

	}

}
