package io.github.softdeleteaudit.shapes.recorded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.softdeleteaudit.audit.HistoryKind;
import io.github.softdeleteaudit.audit.EntityHistory;
import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.recorded.RecordedModel.Box;
import io.github.softdeleteaudit.shapes.recorded.RecordedModel.Child;
import io.github.softdeleteaudit.shapes.recorded.RecordedModel.ChildRepository;
import io.github.softdeleteaudit.shapes.recorded.RecordedModel.Holder;
import io.github.softdeleteaudit.shapes.recorded.RecordedModel.HolderRepository;
import io.github.softdeleteaudit.shapes.recorded.RecordedModel.Joined;
import io.github.softdeleteaudit.shapes.recorded.RecordedModel.JoinedRepository;
import io.github.softdeleteaudit.shapes.recorded.RecordedModel.JoinedSub;
import io.github.softdeleteaudit.shapes.recorded.RecordedModel.Label;
import io.github.softdeleteaudit.shapes.recorded.RecordedModel.Own;
import io.github.softdeleteaudit.shapes.recorded.RecordedModel.OwnRepository;
import io.github.softdeleteaudit.shapes.recorded.RecordedModel.OwnSub;
import io.github.softdeleteaudit.shapes.recorded.RecordedModel.Parent;
import io.github.softdeleteaudit.shapes.recorded.RecordedModel.ParentRepository;
import io.github.softdeleteaudit.shapes.recorded.RecordedModel.Place;
import io.github.softdeleteaudit.shapes.recorded.RecordedModel.RecordedApplication;
import io.github.softdeleteaudit.shapes.recorded.RecordedModel.Single;
import io.github.softdeleteaudit.shapes.recorded.RecordedModel.SingleRepository;
import io.github.softdeleteaudit.shapes.recorded.RecordedModel.SingleSub;
import io.github.softdeleteaudit.shapes.recorded.RecordedModel.Spot;
import io.github.softdeleteaudit.shapes.recorded.RecordedModel.Tag;
import io.github.softdeleteaudit.shapes.recorded.RecordedModel.TagRepository;
import io.github.softdeleteaudit.shapes.recorded.RecordedModel.Thing;
import io.github.softdeleteaudit.test.AuditConsistency;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.BeforeCompletionCallback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Contract: whatever a transaction does, a row is live exactly if its latest revision is
 * not a deletion, no audit row is blank, and links and elements are those of the audit
 * tables. What changes nothing records nothing.
 */
abstract class RecordedContract extends ShapeContract {

	private static final List<Consumer<Parent>> CHANGES = List.of((parent) -> parent.tags.clear(),
			(parent) -> parent.tags = new HashSet<>(), (parent) -> parent.listed.remove(0),
			(parent) -> parent.listed = new ArrayList<>(parent.listed.subList(1, 2)),
			(parent) -> parent.keyed.remove("a"), (parent) -> parent.keyed.put("a", parent.keyed.get("b")),
			(parent) -> parent.keyed = new HashMap<>(), (parent) -> parent.words.remove("a"),
			(parent) -> parent.words = new HashSet<>(Set.of("z")), (parent) -> parent.stanzas.remove("a"),
			(parent) -> parent.stanzas.add(0, "z"), (parent) -> parent.settings.put("a", "z"),
			(parent) -> parent.settings.clear(), (parent) -> parent.places.removeIf((place) -> place.zip == null),
			(parent) -> parent.places.add(new Place("z", null)), (parent) -> parent.held.clear(),
			(parent) -> parent.joined.clear(), (parent) -> parent.ordered.remove(0),
			(parent) -> parent.ordered.add(0, parent.ordered.remove(1)));

	private static final List<Consumer<Holder>> HOLDER_CHANGES = List.of((holder) -> holder.placesByName.remove("a"),
			(holder) -> holder.placesByName.put("a", new Place("z", null)),
			(holder) -> holder.placesByName.put("c", new Place("a", 1)),
			(holder) -> holder.placesByName.values().forEach((place) -> place.zip = 9),
			(holder) -> holder.path.remove(0), (holder) -> holder.path.add(0, new Place("a", 1)),
			(holder) -> holder.path = new ArrayList<>(),
			(holder) -> holder.weights.replaceAll((label, weight) -> weight + 1), (holder) -> holder.weights.clear(),
			(holder) -> holder.spots.removeIf((spot) -> spot.number == 1),
			(holder) -> holder.spots.add(new Spot(holder.labels.values().iterator().next(), null)),
			(holder) -> holder.labels.replaceAll((key, value) -> key), (holder) -> holder.bag.remove("b"),
			(holder) -> holder.bag.add("z"), (holder) -> holder.bag = new ArrayList<>(Set.of("z")),
			(holder) -> holder.box.contents.remove("a"), (holder) -> holder.box.contents.add("z"), (holder) -> {
				Box box = new Box();
				box.contents.add("b");
				holder.box = box;
			});

	private final String[] properties;

	RecordedContract(TestDatabase database, String... properties) {
		super(database, RecordedApplication.class);
		this.properties = properties;
	}

	@Override
	protected String[] properties() {
		return this.properties;
	}

	@AfterEach
	void auditAgreesWithTheTables() {
		AuditConsistency.check(bean(EntityManagerFactory.class));
	}

	/**
	 * Of all combinations, those that run: what SQL makes of them depends little on the
	 * database.
	 */
	protected int stride() {
		return 19;
	}

	@Test
	void aRevisionIsWrittenOnceWhereNothingIsPurged() {
		SingleRepository singles = bean(SingleRepository.class);
		Long changed = saved(new Single()).id;
		Long deleted = saved(new Single()).id;
		this.application.statements().clear();
		tx(() -> {
			singles.findById(changed).orElseThrow().number = 3;
			singles.deleteAllByIdInBatch(List.of(deleted));
		});
		assertThat(this.application.statements().all()).anyMatch((sql) -> sql.startsWith("insert into revinfo"))
			.noneMatch((sql) -> sql.startsWith("update revinfo"));
	}

	@Test
	void whatIsDeletedAndRestoredAfterEnversHasWrittenIsLive() {
		SingleRepository singles = bean(SingleRepository.class);
		Single changed = saved(new Single());
		Long id = saved(new Single()).id;
		Long deleted = saved(new Single()).id;
		tx(() -> singles.deleteById(deleted));
		tx(() -> {
			singles.findById(changed.id).orElseThrow().number = 2;
			em().flush();
			em().unwrap(SessionImplementor.class)
				.getTransactionCompletionCallbacks()
				.registerCallback((BeforeCompletionCallback) (session) -> {
					singles.deleteById(id);
					em().flush();
					singles.restore(id);
				});
			singles.restore(deleted);
		});
		assertThat(singles.findById(id)).isPresent();
	}

	@Test
	void whatComesAfterAPurgeComesAfterWhatOthersDidMeanwhile() {
		SingleRepository singles = bean(SingleRepository.class);
		Long purged = saved(new Single()).id;
		Long id = saved(new Single()).id;
		tx(() -> singles.deleteById(purged));
		tx(() -> {
			singles.purge(purged);
			this.application.clock().tick();
			meanwhile(() -> singles.findById(id).orElseThrow().number = 2);
			this.application.clock().tick();
			singles.deleteAllByIdInBatch(List.of(id));
		});
		assertThat(get(() -> singles.history(id).stream().map(HistoryEntry::kind).toList()))
			.containsExactly(HistoryKind.CREATED, HistoryKind.UPDATED, HistoryKind.DELETED);
		assertThat(get(() -> singles.history(purged).stream().map(HistoryEntry::kind).toList()))
			.containsExactly(HistoryKind.CREATED, HistoryKind.DELETED, HistoryKind.PURGED);
	}

	@Test
	void anySequenceOfChangesInOneTransaction() {
		sequences(SingleRepository.class, List.of(Single::new, SingleSub::new));
		sequences(JoinedRepository.class, List.of(Joined::new, JoinedSub::new));
		sequences(OwnRepository.class, List.of(Own::new, OwnSub::new));
	}

	// of every sequence two rows at a time, in one transaction with all others of one
	// start
	private <T extends Thing, R extends SoftDeleteRepository<T, Long>> void sequences(Class<R> type,
			List<Supplier<? extends T>> news) {
		R repository = bean(type);
		String entity = type.getSimpleName().replace("Repository", "");
		List<BiConsumer<R, Long>> steps = List.of((r, id) -> delete(r, id), (r, id) -> restore(r, id),
				(r, id) -> r.findById(id).ifPresent((thing) -> thing.number++),
				(r, id) -> statement("delete from " + entity + " where id = " + id), (r, id) -> {
					em().flush();
					em().clear();
				}, (r, id) -> statement("update " + entity + " set name = 'n' where id = " + id));
		for (int start = 0; start < 3; start++) {
			for (int sequence = 0; sequence < steps.size() * steps.size() * steps.size(); sequence += stride()) {
				int first = start;
				int number = sequence;
				List<Long> ids = (start > 0) ? create(news) : new ArrayList<>();
				if (start == 2) {
					tx(() -> ids.forEach(repository::deleteById));
				}
				this.application.clock().tick();
				this.application.statements().clear();
				String description = entity + " from " + start + ": " + Integer.toString(sequence, steps.size());
				assertThatCode(() -> tx(() -> {
					if (first == 0) {
						ids.addAll(create(news));
					}
					for (int rest = number, i = 0; i < 3; rest /= steps.size(), i++) {
						int step = rest % steps.size();
						ids.forEach((id) -> steps.get(step).accept(repository, id));
					}
				})).as(() -> description + "\n" + String.join("\n", this.application.statements().all()))
					.doesNotThrowAnyException();
			}
		}
		auditAgreesWithTheTables();
	}

	// what is managed has another version afterwards
	private void statement(String hql) {
		em().createQuery(hql).executeUpdate();
		em().clear();
	}

	private <T extends Thing> List<Long> create(List<Supplier<? extends T>> news) {
		return get(() -> {
			List<Long> ids = new ArrayList<>();
			for (Supplier<? extends T> each : news) {
				T thing = each.get();
				thing.name = "name";
				em().persist(thing);
				ids.add(thing.id);
			}
			return ids;
		});
	}

	private static <T> void delete(SoftDeleteRepository<T, Long> repository, Long id) {
		if (repository.existsById(id)) {
			repository.deleteById(id);
		}
	}

	private static <T> void restore(SoftDeleteRepository<T, Long> repository, Long id) {
		if (repository.existsDeletedById(id)) {
			repository.restore(id);
		}
	}

	@Test
	void createdAndDeletedIsOneDeletionWithAllData() {
		for (Supplier<Thing> each : List.<Supplier<Thing>>of(Single::new, SingleSub::new, Joined::new, JoinedSub::new,
				Own::new, OwnSub::new)) {
			long revisions = revisions();
			Thing thing = get(() -> {
				Thing created = each.get();
				created.name = "name";
				em().persist(created);
				em().flush();
				em().remove(created);
				return created;
			});
			assertThat(revisions()).isEqualTo(revisions + 1);
			String table = thing.getClass().getSimpleName().replace("Sub", "_sub").toLowerCase(Locale.ROOT) + "_aud";
			String root = (thing instanceof Own) ? table : table.replace("_sub", "");
			assertThat(this.application.jdbc()
				.queryForList("select concat(revtype, name, number, case when deleted_at is null then '-' else '+' end,"
						+ " case when deleted_by is null then '-' else '+' end,"
						+ " case when deletion_id is null then '-' else '+' end) from " + root + " where id = ?",
						String.class, thing.id))
				.containsExactly("2name1+++");
		}
	}

	@Test
	void childrenCreatedAndDeletedByTheirParent() {
		tx(() -> {
			Parent parent = family();
			em().flush();
			em().remove(parent);
		});
		auditAgreesWithTheTables();
		Long id = get(() -> {
			Parent parent = family();
			em().flush();
			em().remove(parent);
			em().flush();
			bean(ParentRepository.class).restore(parent.id);
			return parent.id;
		});
		auditAgreesWithTheTables();
		tx(() -> {
			Parent parent = family();
			em().flush();
			em().createQuery("delete from Child where parent.id = " + parent.id).executeUpdate();
			em().createQuery("delete from Parent where id = " + id).executeUpdate();
		});
	}

	@Test
	void deletedChildThatHasItsParentAsAProxy() {
		for (int way = 0; way < 6; way++) {
			int number = way;
			Parent parent = get(this::family);
			Long id = parent.children.get(0).id;
			this.application.clock().tick();
			tx(() -> {
				Child child = em().find(Child.class, id);
				assertThat(Hibernate.isInitialized(child.parent)).isFalse();
				switch (number) {
					case 0 -> em().remove(child);
					case 1 -> bean(ChildRepository.class).deleteById(id);
					case 2 -> {
						child.parent = em().getReference(Parent.class, parent.id);
						em().remove(child);
					}
					case 3 -> {
						em().remove(child);
						em().flush();
						em().clear();
						em().find(Parent.class, parent.id).number++;
					}
					case 4 -> bean(ChildRepository.class).delete(child);
					default -> {
						child.parent = null;
						em().flush();
						em().remove(child);
					}
				}
			});
			auditAgreesWithTheTables();
			tx(() -> bean(ChildRepository.class).restore(id));
			auditAgreesWithTheTables();
		}
	}

	@Test
	void newChildThatHasItsParentAsAReference() {
		Parent parent = get(this::family);
		this.application.clock().tick();
		tx(() -> {
			Child child = new Child();
			child.name = "new";
			child.parent = em().getReference(Parent.class, parent.id);
			child.onlyParent = null;
			em().persist(child);
		});
		auditAgreesWithTheTables();
		tx(() -> em().find(Child.class, parent.children.get(0).id).parent = em().getReference(Parent.class,
				get(this::family).id));
		auditAgreesWithTheTables();
		tx(() -> {
			Child child = em().find(Child.class, parent.children.get(1).id);
			em().remove(em().find(Parent.class, parent.id));
			em().flush();
			assertThat(child.parent).isNotNull();
		});
	}

	@Test
	void statelessSessionWithAReferenceToTheParent() {
		Parent parent = get(this::family);
		this.application.clock().tick();
		try (StatelessSession session = bean(EntityManagerFactory.class).unwrap(SessionFactory.class)
			.openStatelessSession()) {
			session.beginTransaction();
			Child child = session.get(Child.class, parent.children.get(0).id);
			child.number = 7;
			session.update(child);
			session.delete(session.get(Child.class, parent.children.get(1).id));
			session.getTransaction().commit();
		}
	}

	@Test
	void whatAStatelessSessionDoesNotShowIsRecordedAsItIs() {
		Child child = get(this::family).children.get(0);
		Label label = saved(new Label("label"));
		this.application.clock().tick();
		try (StatelessSession session = bean(EntityManagerFactory.class).unwrap(SessionFactory.class)
			.openStatelessSession()) {
			session.beginTransaction();
			Child nameless = new Child();
			nameless.id = child.id;
			nameless.version = child.version;
			session.delete(nameless);
			Label unlabelled = new Label(null);
			unlabelled.id = label.id;
			session.delete(unlabelled);
			session.getTransaction().commit();
		}
		List<HistoryEntry<Child>> history = get(() -> bean(ChildRepository.class).history(child.id));
		assertThat(history).extracting(HistoryEntry::kind).endsWith(HistoryKind.DELETED);
		assertThat(history).last().extracting((entry) -> entry.entity().name).isEqualTo(child.name).isNotNull();
		assertThat(get(() -> bean(EntityHistory.class).history(em(), Label.class, label.id)))
			.extracting((entry) -> entry.kind() + " " + entry.entity().name)
			.containsExactly("CREATED label", "DELETED label");
	}

	@Test
	void aChildIsNoChangeOfItsDeletedParent() {
		Parent parent = saved(new Parent());
		Child child = new Child();
		child.onlyParent = parent;
		saved(child);
		tx(() -> bean(ParentRepository.class).deleteById(parent.id));
		this.application.clock().tick();
		tx(() -> bean(ChildRepository.class).findById(child.id).orElseThrow().onlyParent = null);
		assertThat(get(() -> bean(ParentRepository.class).history(parent.id))).extracting(HistoryEntry::kind)
			.endsWith(HistoryKind.DELETED);
	}

	@Test
	void linksAndElementsAreRemovedInAllWays() {
		for (Consumer<Parent> change : CHANGES) {
			Long id = get(this::family).id;
			this.application.clock().tick();
			long entries = entries(id);
			tx(() -> change.accept(em().find(Parent.class, id)));
			auditAgreesWithTheTables();
			assertThat(entries(id)).isEqualTo(entries + (ownersHaveEntries() ? 1 : 0));
			for (int i = 1; i < CHANGES.size(); i += stride()) {
				Consumer<Parent> other = CHANGES.get((CHANGES.indexOf(change) + i) % CHANGES.size());
				Long both = get(this::family).id;
				tx(() -> {
					change.accept(em().find(Parent.class, both));
					em().flush();
					Parent parent = em().find(Parent.class, both);
					if (parent.listed.size() == 2 && parent.ordered.size() == 2) {
						other.accept(parent);
					}
				});
			}
			auditAgreesWithTheTables();
		}
	}

	@Test
	void linkIsRemovedFromTheOtherSide() {
		Parent parent = get(this::family);
		tx(() -> {
			Tag tag = em().find(Tag.class, parent.tags.iterator().next().id);
			tag.parents.forEach((each) -> each.tags.remove(tag));
			tag.parents.clear();
		});
	}

	@Test
	void elementsThatComeAndGoInOneTransaction() {
		Long id = get(this::family).id;
		Tables before = this.application.tablesWithoutVersions();
		tx(() -> {
			Parent parent = em().find(Parent.class, id);
			parent.words.add("new");
			parent.places.add(new Place("new", null));
			parent.settings.put("new", "new");
			parent.words.remove("a");
			Tag keyed = parent.keyed.remove("a");
			em().flush();
			parent.words.remove("new");
			parent.places.remove(new Place("new", null));
			parent.settings.remove("new");
			parent.words.add("a");
			parent.keyed.put("a", keyed);
		});
		if (!ownersHaveEntries()) {
			assertThat(this.application.tablesWithoutVersions()).isEqualTo(before);
		}
	}

	@Test
	void whatIsRemovedBeforeAPurgeAndAddedAfterItIsThere() {
		Long id = get(this::family).id;
		Long purged = saved(new Tag()).id;
		tx(() -> bean(TagRepository.class).deleteById(purged));
		this.application.clock().tick();
		tx(() -> {
			Parent parent = em().find(Parent.class, id);
			Tag tag = parent.keyed.remove("a");
			parent.words.remove("a");
			List<Place> places = new ArrayList<>(parent.places);
			parent.places.clear();
			parent.tags.remove(tag);
			String setting = parent.settings.remove("a");
			String line = parent.stanzas.remove(1);
			em().flush();
			// writes what has been found so far
			bean(TagRepository.class).purge(purged);
			parent.keyed.put("a", tag);
			parent.words.add("a");
			parent.places.addAll(places);
			parent.tags.add(tag);
			parent.settings.put("a", setting);
			parent.stanzas.add(line);
		});
		auditAgreesWithTheTables();
		this.application.clock().tick();
		Long other = saved(new Tag()).id;
		tx(() -> bean(TagRepository.class).deleteById(other));
		tx(() -> {
			Parent parent = em().find(Parent.class, id);
			parent.words.remove("a");
			parent.places.clear();
			em().flush();
			bean(TagRepository.class).purge(other);
			parent.words.add("other");
			parent.places.add(new Place("other", null));
			em().flush();
			em().clear();
			em().find(Parent.class, id).words.remove("other");
		});
	}

	@Test
	void mapsAndEmbeddablesOfAllKindsChangeTwice() {
		for (int first = 0; first < HOLDER_CHANGES.size(); first++) {
			for (int second = first % stride(); second < HOLDER_CHANGES.size(); second += stride()) {
				String description = first + ", " + second;
				Consumer<Holder> one = HOLDER_CHANGES.get(first);
				Consumer<Holder> two = HOLDER_CHANGES.get(second);
				Long id = get(this::holder).id;
				Long purged = saved(new Tag()).id;
				tx(() -> bean(TagRepository.class).deleteById(purged));
				this.application.clock().tick();
				assertThatCode(() -> tx(() -> {
					one.accept(em().find(Holder.class, id));
					em().flush();
					bean(TagRepository.class).purge(purged);
					two.accept(em().find(Holder.class, id));
				})).as(description).doesNotThrowAnyException();
				this.application.clock().tick();
				if (second % 2 == 0) {
					tx(() -> bean(HolderRepository.class).deleteById(id));
					tx(() -> bean(HolderRepository.class).restore(id));
				}
				assertThatCode(() -> tx(() -> {
					Holder holder = em().find(Holder.class, id);
					holder.placesByName.clear();
					holder.spots.clear();
					holder.box.contents.clear();
					holder.path.clear();
				})).as(description).doesNotThrowAnyException();
			}
			try {
				auditAgreesWithTheTables();
			}
			catch (AssertionError ex) {
				throw new AssertionError("change " + first, ex);
			}
		}
	}

	private Holder holder() {
		Holder holder = new Holder();
		holder.name = "holder";
		Label first = new Label("a");
		Label second = new Label("b");
		em().persist(first);
		em().persist(second);
		holder.placesByName.put("a", new Place("a", 1));
		holder.placesByName.put("b", new Place("a", null));
		holder.path.add(new Place("a", 1));
		holder.path.add(new Place("b", null));
		holder.weights.put(first, 1);
		holder.weights.put(second, 2);
		holder.spots.add(new Spot(first, 1));
		holder.spots.add(new Spot(second, 1));
		holder.labels.put(first, second);
		holder.labels.put(second, first);
		holder.bag.addAll(List.of("a", "b"));
		holder.box.contents.addAll(List.of("a", "b"));
		em().persist(holder);
		return holder;
	}

	@Test
	void anElementMovesBetweenOwners() {
		Long from = get(this::family).id;
		Long to = get(this::family).id;
		this.application.clock().tick();
		tx(() -> {
			Parent old = em().find(Parent.class, from);
			Parent owner = em().find(Parent.class, to);
			owner.joined.addAll(old.joined);
			old.joined.clear();
			owner.held.addAll(old.held);
			old.held.clear();
			old.children.forEach((child) -> child.parent = owner);
			owner.tags.addAll(old.tags);
			old.tags.clear();
		});
	}

	@Test
	void detachedCollectionsAreMerged() {
		for (Consumer<Parent> change : CHANGES) {
			Long each = get(this::family).id;
			Parent detached = get(() -> {
				Parent parent = em().find(Parent.class, each);
				for (Object collection : List.of(parent.children, parent.held, parent.joined, parent.tags,
						parent.listed, parent.ordered, parent.keyed, parent.words, parent.stanzas, parent.settings,
						parent.places)) {
					Hibernate.initialize(collection);
				}
				return parent;
			});
			change.accept(detached);
			this.application.clock().tick();
			tx(() -> em().merge(detached));
			auditAgreesWithTheTables();
		}
	}

	@Test
	void embeddablesAddedInSeveralFlushesAreAllRecorded() {
		Long id = get(this::family).id;
		tx(() -> {
			Parent parent = em().find(Parent.class, id);
			for (int i = 0; i < 3; i++) {
				parent.places.add(new Place("new" + i, null));
				em().flush();
			}
		});
		assertThat(count("select count(*) from parent_places_aud where town like 'new%'")).isEqualTo(3);
	}

	@Test
	void deletingEitherEndRemovesNoLink() {
		Parent parent = get(this::family);
		long links = count("select count(*) from parent_tag_aud");
		tx(() -> bean(TagRepository.class).deleteById(parent.tags.iterator().next().id));
		auditAgreesWithTheTables();
		tx(() -> bean(ParentRepository.class).deleteById(parent.id));
		assertThat(count("select count(*) from parent_tag_aud")).isEqualTo(links);
	}

	@Test
	void purgeRecordsItsLinksAndElementsAsRemoved() {
		Parent parent = get(this::family);
		List<Long> tags = parent.listed.stream().map((tag) -> tag.id).toList();
		tx(() -> {
			bean(TagRepository.class).deleteById(tags.get(0));
			em().createQuery("update Tag t set t.name = 'x' where t.id = " + tags.get(1)).executeUpdate();
		});
		this.application.jdbc().update("update tag set held_by = null where id = ?", tags.get(0));
		this.application.clock().tick();
		tx(() -> bean(TagRepository.class).purge(tags.get(0)));
		for (String table : List.of("parent_tag", "parent_listed", "parent_keyed", "parent_joined")) {
			assertThat(removedInTheLastRevision(table)).as(table).isEqualTo(1);
		}
		auditAgreesWithTheTables();
		tx(() -> bean(ParentRepository.class).deleteById(parent.id));
		tx(() -> {
			parent.children.forEach((child) -> bean(ChildRepository.class).purge(child.id));
			this.application.jdbc().update("update tag set held_by = null where held_by = ?", parent.id);
			bean(ParentRepository.class).purge(parent.id);
		});
		for (String table : List.of("parent_words", "parent_stanzas", "parent_settings", "parent_places",
				"parent_ordered")) {
			assertThat(removedInTheLastRevision(table)).as(table).isEqualTo(2);
		}
		assertThat(removedInTheLastRevision("parent_tag")).isEqualTo(1);
	}

	private long removedInTheLastRevision(String table) {
		return count("select count(*) from %s_aud where revtype = 2 and rev = (select max(rev) from revinfo)"
			.formatted(table));
	}

	@Test
	void whatChangesNothingRecordsNothing() {
		Parent parent = get(this::family);
		Tables before = this.application.tablesWithoutVersions();
		tx(() -> bean(ParentRepository.class).save(get(() -> {
			Parent detached = em().find(Parent.class, parent.id);
			Hibernate.initialize(detached.tags);
			em().clear();
			return detached;
		})));
		tx(() -> em().merge(parent));
		tx(() -> {
			Parent found = em().find(Parent.class, parent.id);
			found.name = new String(found.name);
			found.number = 3;
			found.number = 1;
			em().flush();
		});
		tx(() -> {
			Parent found = em().find(Parent.class, parent.id);
			found.words = new HashSet<>(found.words);
			found.tags = new HashSet<>(found.tags);
			found.listed = new ArrayList<>(found.listed);
			found.ordered = new ArrayList<>(found.ordered);
			found.keyed = new HashMap<>(found.keyed);
			found.settings = new HashMap<>(found.settings);
			found.stanzas = new ArrayList<>(found.stanzas);
			found.places = new HashSet<>(found.places);
		});
		if (!ownersHaveEntries()) {
			assertThat(this.application.tablesWithoutVersions()).isEqualTo(before);
		}
	}

	@Test
	void rollbackLeavesNothingAndTheNextTransactionIsRecorded() {
		Parent parent = get(this::family);
		Tables before = this.application.tables();
		assertThatIllegalStateException().isThrownBy(() -> tx(() -> {
			changeAll(parent.id);
			throw new IllegalStateException();
		}));
		new TransactionTemplate(bean(PlatformTransactionManager.class)).executeWithoutResult((status) -> {
			changeAll(parent.id);
			status.setRollbackOnly();
		});
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> tx(() -> {
			changeAll(parent.id);
			em().createNativeQuery("insert into tag (id) values (" + parent.listed.get(0).id + ")").executeUpdate();
		}));
		assertThat(this.application.tables()).isEqualTo(before);
		long revisions = revisions();
		tx(() -> {
			em().find(Parent.class, parent.id).number++;
			assertThatIllegalStateException().isThrownBy(() -> meanwhile(() -> {
				em().find(Tag.class, parent.listed.get(0).id).number++;
				em().flush();
				throw new IllegalStateException();
			}));
			meanwhile(() -> em().find(Tag.class, parent.listed.get(1).id).number++);
		});
		assertThat(revisions()).isEqualTo(revisions + 2);
	}

	private void changeAll(Long id) {
		Parent changed = em().find(Parent.class, id);
		changed.number++;
		changed.words.clear();
		changed.tags.clear();
		em().flush();
		em().remove(changed);
		em().flush();
		bean(ParentRepository.class).restore(id);
	}

	/**
	 * Whether an owner has an entry when its links or elements change.
	 */
	protected boolean ownersHaveEntries() {
		return false;
	}

	private long entries(Long id) {
		return count("select count(*) from parent_aud where id = ?", id);
	}

	private long revisions() {
		return count("select count(*) from revinfo");
	}

	private Parent family() {
		Parent parent = new Parent();
		parent.name = "parent";
		List<Tag> tags = new ArrayList<>();
		for (String name : List.of("a", "b")) {
			Tag tag = new Tag();
			tag.name = name;
			em().persist(tag);
			tags.add(tag);
			Label label = new Label(name);
			em().persist(label);
			parent.ordered.add(label);
			parent.keyed.put(name, tag);
			parent.words.add(name);
			parent.stanzas.add(name);
			parent.settings.put(name, name);
			parent.places.add(new Place(name, name.equals("a") ? 1 : null));
			Child child = new Child();
			child.name = name;
			child.parent = parent;
			child.onlyParent = name.equals("a") ? parent : null;
			parent.children.add(child);
		}
		parent.tags.addAll(tags);
		parent.listed.addAll(tags);
		parent.held.addAll(tags);
		parent.joined.addAll(tags);
		em().persist(parent);
		return parent;
	}

}
