package io.github.softdeleteaudit.restore;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
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
import io.github.softdeleteaudit.softdelete.hibernate.MatchingEntities;
import io.github.softdeleteaudit.softdelete.hibernate.RestoreStatement;
import io.github.softdeleteaudit.softdelete.hibernate.RowSelection;
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

	/** As many rows are named by their ids before anything else is looked at. */
	private static final int FEW = 200;

	private final SessionImplementor session;

	private final RestoreOptions options;

	private final Map<Object, DeletionMark> marks = new LinkedHashMap<>();

	private final Found rows = new Found();

	private final Map<SoftDeletePersister, Set<Object>> all = new LinkedHashMap<>();

	/**
	 * By how they are found, the rows of a deletion at a time when they were all here.
	 */
	private final Map<Match, Map<SoftDeletePersister, Set<Object>>> wholeDeletions = new HashMap<>();

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
		List<Object[]> rows = new ArrayList<>();
		persister.parts(ids).stream().map(RowSelection::of).forEach((part) -> rows.addAll(named(persister, part)));
		int count = add(persister, rows);
		complete();
		return count;
	}

	/**
	 * Add the deleted ones of the rows that fulfil a condition.
	 * @return how many they are
	 */
	int add(SoftDeletePersister persister, MatchingEntities<?> matching) {
		SoftDeleteModel model = persister.softDeleteModel();
		List<Object[]> rows = SoftDeleteScope.onlyDeleted(persister.getMappedClass(),
				() -> matching.select(model.indicator(), model.deletionId()));
		int count = add(persister, rows);
		complete();
		return count;
	}

	/**
	 * Add the rows of a deletion.
	 */
	void add(UUID deletionId) {
		for (SoftDeletePersister root : identified(this.session)) {
			SelectionQuery<Object[]> query = marks(root,
					"e.%s = :deletion".formatted(root.softDeleteModel().deletionId()));
			query.setParameter("deletion", deletionId);
			add(root, deleted(root, query));
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

	private List<Object[]> named(SoftDeletePersister persister, RowSelection rows) {
		SelectionQuery<Object[]> query = marks(persister, rows.condition("e"));
		rows.bind(query);
		return deleted(persister, query);
	}

	// asked for with live ones, so that they are found by what names them whatever the
	// database believes of an index over deleted rows
	private static List<Object[]> deleted(SoftDeletePersister persister, SelectionQuery<Object[]> marks) {
		return SoftDeleteScope.includingDeleted(persister.getMappedClass(), marks::getResultList)
			.stream()
			.filter((row) -> persister.softDeleteModel().isDeleted(row[2]))
			.toList();
	}

	private SelectionQuery<Object[]> marks(SoftDeletePersister persister, String condition) {
		return this.session
			.createSelectionQuery("select %s, type(e), %s from %s e where %s".formatted(SelectedId.of(persister, "e"),
					selectedMark(persister, "e"), persister.getEntityName(), condition), Object[].class);
	}

	// the id, the class, the indicator and the deletion id
	private int add(SoftDeletePersister persister, List<Object[]> rows) {
		Found deleted = new Found();
		@Nullable Object[] last = {};
		Set<Object> ids = Set.of();
		for (Object[] row : rows) {
			// most are alike
			if (!Arrays.equals(row, 1, row.length, last, Math.min(1, last.length), last.length)) {
				ids = deleted.ids(mark(persister, row[2], row[3]), concrete(row[1]));
				last = row;
			}
			ids.add(id(persister, row[0]));
		}
		add(deleted);
		return deleted.count();
	}

	private void add(Found found) {
		found.rows.forEach((mark, rows) -> rows.forEach((concrete, ids) -> add(mark, concrete, ids)));
	}

	private void add(DeletionMark mark, SoftDeletePersister concrete, Collection<Object> ids) {
		Set<Object> known = this.all.computeIfAbsent(concrete, (key) -> new LinkedHashSet<>());
		Set<Object> added = ids.stream().filter(known::add).collect(Collectors.toCollection(LinkedHashSet::new));
		if (!added.isEmpty()) {
			this.rows.ids(mark, concrete).addAll(added);
			this.steps.add(new Step(mark, concrete, added, true));
			mark.identified.forEach((own) -> this.steps.add(new Step(own, concrete, added, false)));
		}
	}

	private void complete() {
		EnabledFilters.lifted(this.session, () -> {
			do {
				while (!this.steps.isEmpty()) {
					Step step = this.steps.remove();
					List<RowSelection> rows = select(step.persister, step.ids, step.match());
					addTakenAlong(step, rows);
					addParents(step, rows);
				}
				if (this.options.parents()) {
					Found parents = new Found();
					inTheWay().forEach((parent) -> parents.ids(parent.mark, parent.persister).add(parent.id));
					add(parents);
				}
			}
			while (!this.steps.isEmpty());
			return this.all;
		});
	}

	private void addTakenAlong(Step step, List<RowSelection> selected) {
		for (Cascade cascade : Cascades.ofDelete(step.persister)) {
			SoftDeletePersister target = cascade.target();
			complete(step.mark, target.softDeleteModel());
			Match match = Match.of(target.softDeleteModel(), step.mark);
			if (match == null) {
				continue;
			}
			for (RowSelection owners : selected) {
				SelectionQuery<Object[]> query = this.session.createSelectionQuery(target.hasVirtualId()
						? "select r, type(r), %s from %s r where r in (select e from %s where %s) and r.%s = :deletion"
							.formatted(selectedMark(target, "r"), target.getEntityName(), cascade.from(),
									owners.condition("o"), match.attribute)
						: "select id(e), type(e), %s from %s where %s and e.%s = :deletion".formatted(
								selectedMark(target, "e"), cascade.from(), owners.condition("o"), match.attribute),
						Object[].class);
				owners.bind(query);
				query.setParameter("deletion", match.value);
				Found found = new Found();
				SoftDeleteScope.includingDeleted(query::getResultList)
					.forEach((row) -> found.ids(ownMark(step.mark, target, row[2], row[3]), concrete(row[1]))
						.add(id(target, row[0])));
				add(found);
			}
		}
	}

	private void addParents(Step step, List<RowSelection> selected) {
		this.cascadesTo.computeIfAbsent(step.persister, Cascades::ofDeleteTo).forEach((owner, cascades) -> {
			complete(step.mark, owner.softDeleteModel());
			for (Cascade cascade : cascades) {
				Found found = new Found();
				for (RowSelection rows : selected) {
					for (Object[] row : deletedOwners(owner, cascade, step.persister, rows)) {
						SoftDeletePersister concrete = concrete(row[2]);
						Object id = id(owner, row[1]);
						if (step.mark.isOf(owner.softDeleteModel(), row[3], row[4])) {
							found.ids(ownMark(step.mark, owner, row[3], row[4]), concrete).add(id);
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
			RowSelection rows) {
		// Hibernate cannot select what is joined by an association that is its identifier
		boolean virtual = child.hasVirtualId();
		String deleted = "o.%s%s".formatted(owner.softDeleteModel().indicator(),
				owner.softDeleteModel().indicatorType().isTime() ? " is not null" : " = true");
		if (!rows.isLarge()) {
			// by the reference alone
			deleted = "case when %s then 1 else 0 end = 1".formatted(deleted);
		}
		SelectionQuery<Object[]> query = this.session.createSelectionQuery(virtual
				? "select r, %s, type(p), %s from %s r, %s p where %s and r in (select e from %s where o = p and %s)"
					.formatted(SelectedId.of(owner, "p"), selectedMark(owner, "p"), child.getEntityName(),
							owner.getEntityName(), rows.condition("r"), cascade.from(), deleted)
				: "select id(e), %s, type(o), %s from %s where %s and %s".formatted(SelectedId.of(owner, "o"),
						selectedMark(owner, "o"), cascade.from(), rows.condition("e"), deleted),
				Object[].class);
		rows.bind(query);
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
			selections().forEach((persister, selected) -> selected.forEach((rows) -> {
				Class<?> type = persister.getMappedClass();
				ToOneReferences.dangling(this.session, persister, rows)
					.forEach((reference) -> conflicts.add(new RestoreConflict(Kind.MISSING_PARENT, type, reference.id(),
							Map.of(reference.attribute(), reference.targetId()), reference.target().getMappedClass(),
							reference.targetId())));
				keys.held(this.session, persister, rows, this.all)
					.forEach((held) -> conflicts.add(new RestoreConflict(Kind.HELD_KEY, type, held.id(), held.values(),
							held.holderType(), held.holderId())));
			}));
			return conflicts;
		});
	}

	/**
	 * Select all rows: those of large deletions by what names them, the others together,
	 * however many deletions they are of.
	 */
	private Map<SoftDeletePersister, List<RowSelection>> selections() {
		Map<SoftDeletePersister, List<RowSelection>> selections = new LinkedHashMap<>();
		this.all.forEach((persister, all) -> {
			List<RowSelection> selected = new ArrayList<>();
			Set<Object> others = new LinkedHashSet<>();
			this.rows.rows.forEach((mark, byPersister) -> {
				Set<Object> ids = byPersister.getOrDefault(persister, Set.of());
				Match match = Match.of(persister.softDeleteModel(), mark);
				boolean large = ids.size() == all.size() || persister.parts(ids).size() > 1;
				if (large && match != null && isWholeDeletion(persister, ids, match)) {
					selected.add(RowSelection.ofDeletion(match.attribute, match.value, ids.size()));
				}
				else {
					others.addAll(ids);
				}
			});
			selected.addAll(select(persister, others, null));
			selections.put(persister, selected);
		});
		return selections;
	}

	/**
	 * Select rows.
	 * @param match how all the rows of their deletion are found, if they are of one and
	 * there is a way
	 */
	List<RowSelection> select(SoftDeletePersister persister, Set<Object> ids, @Nullable Match match) {
		return (match != null && isWholeDeletion(persister, ids, match))
				? List.of(RowSelection.ofDeletion(match.attribute, match.value, ids.size()))
				: persister.parts(ids).stream().map(RowSelection::of).toList();
	}

	// until this transaction changes something: others take rows away from a deletion and
	// never add any, so that what it will be found to have is among the ids
	private boolean isWholeDeletion(SoftDeletePersister persister, Set<Object> ids, Match match) {
		// another deletion may have the same time
		if (ids.size() <= FEW || !match.attribute.equals(persister.softDeleteModel().deletionId())) {
			return false;
		}
		Map<SoftDeletePersister, Set<Object>> known = this.wholeDeletions.computeIfAbsent(match,
				(key) -> new HashMap<>());
		if (!known.containsKey(persister)
				&& RestoreStatement.areAll(this.session, persister, ids, match.attribute, match.value)) {
			known.put(persister, Set.copyOf(ids));
		}
		return ids.equals(known.get(persister));
	}

	/**
	 * Find out anew which deletions are restored as a whole, after listeners may have
	 * deleted and restored rows in this transaction.
	 */
	void lookAgain() {
		this.wholeDeletions.clear();
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
				.forEach((concrete, ids) -> this.steps.add(new Step(own, concrete, Set.copyOf(ids), false)));
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

		Set<Object> ids(DeletionMark mark, SoftDeletePersister concrete) {
			return this.rows.computeIfAbsent(mark, (key) -> new LinkedHashMap<>())
				.computeIfAbsent(concrete, (key) -> new LinkedHashSet<>());
		}

		int count() {
			return this.rows.values()
				.stream()
				.flatMap((byPersister) -> byPersister.values().stream())
				.mapToInt(Set::size)
				.sum();
		}

	}

	/**
	 * Rows to go on from.
	 *
	 * @param own whether it is their own deletion, not another name of it
	 */
	private record Step(DeletionMark mark, SoftDeletePersister persister, Set<Object> ids, boolean own) {

		@Nullable Match match() {
			return this.own ? Match.of(this.persister.softDeleteModel(), this.mark) : null;
		}

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
