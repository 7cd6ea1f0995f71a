package io.github.softdeleteaudit.shapes.subselect;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.subselect.SubselectModel.Box;
import io.github.softdeleteaudit.shapes.subselect.SubselectModel.BoxRepository;
import io.github.softdeleteaudit.shapes.subselect.SubselectModel.Firm;
import io.github.softdeleteaudit.shapes.subselect.SubselectModel.FirmRepository;
import io.github.softdeleteaudit.shapes.subselect.SubselectModel.Item;
import io.github.softdeleteaudit.shapes.subselect.SubselectModel.ItemRepository;
import io.github.softdeleteaudit.shapes.subselect.SubselectModel.Lamp;
import io.github.softdeleteaudit.shapes.subselect.SubselectModel.Maker;
import io.github.softdeleteaudit.shapes.subselect.SubselectModel.MakerRepository;
import io.github.softdeleteaudit.shapes.subselect.SubselectModel.Note;
import io.github.softdeleteaudit.shapes.subselect.SubselectModel.Offer;
import io.github.softdeleteaudit.shapes.subselect.SubselectModel.Part;
import io.github.softdeleteaudit.shapes.subselect.SubselectModel.PartRepository;
import io.github.softdeleteaudit.shapes.subselect.SubselectModel.Room;
import io.github.softdeleteaudit.shapes.subselect.SubselectModel.Shelf;
import io.github.softdeleteaudit.shapes.subselect.SubselectModel.ShelfRepository;
import io.github.softdeleteaudit.shapes.subselect.SubselectModel.SubselectApplication;
import io.github.softdeleteaudit.shapes.subselect.SubselectModel.Tag;
import io.github.softdeleteaudit.shapes.subselect.SubselectModel.TagRepository;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.orm.jpa.JpaSystemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A collection that is fetched by a subselect shows what it shows when it is fetched
 * otherwise, whoever sees its owner by then.
 */
abstract class SubselectContract extends ShapeContract {

	private String prefix;

	private ShelfRepository shelves;

	private Room room;

	private Maker maker;

	private Tag liveTag;

	private Tag deletedTag;

	/** Live ones but for the second, the last one with nothing in it. */
	private final Map<String, Shelf> all = new LinkedHashMap<>();

	SubselectContract(TestDatabase database) {
		super(database, SubselectApplication.class);
	}

	@BeforeEach
	void begin() {
		this.prefix = UUID.randomUUID().toString().substring(0, 8) + " ";
		this.shelves = bean(ShelfRepository.class);
		this.all.clear();
		this.room = new Room(this.prefix);
		this.room.colours.add("red");
		tx(() -> {
			Lamp lamp = new Lamp();
			em().persist(lamp);
			this.room.lamps.add(lamp);
			em().persist(this.room);
		});
		this.maker = saved(new Maker("maker"));
		this.liveTag = saved(new Tag("tag"));
		this.deletedTag = saved(new Tag("deleted tag"));
		for (String name : List.of("a", "b", "c")) {
			tx(() -> fill(name));
		}
		Shelf empty = new Shelf(this.prefix + "d");
		empty.room = this.room;
		this.all.put("d", saved(empty));
		this.shelves.deleteById(this.all.get("b").id);
		bean(TagRepository.class).delete(this.deletedTag);
		bean(MakerRepository.class).delete(this.maker);
		this.application.statements().clear();
	}

	private void fill(String name) {
		Shelf shelf = new Shelf(this.prefix + name);
		shelf.room = this.room;
		shelf.words.addAll(Set.of(name + " one", name + " two"));
		shelf.tags.addAll(Set.of(this.liveTag, this.deletedTag));
		for (String part : List.of("part", "deleted part")) {
			shelf.parts.add(new Part(part + " " + name));
			shelf.boxes.add(new Box("box " + part + " " + name));
		}
		shelf.parts.forEach(em()::persist);
		shelf.boxes.forEach(em()::persist);
		em().persist(shelf);
		em().persist(new Note("note " + name, shelf));
		for (String item : List.of("item", "deleted item")) {
			Item one = new Item(item + " " + name, shelf);
			one.maker = this.maker;
			one.seller = this.maker;
			em().persist(one);
			if (item.startsWith("deleted")) {
				em().flush();
				bean(ItemRepository.class).delete(one);
			}
		}
		em().flush();
		bean(PartRepository.class).delete(shelf.parts.get(1));
		shelf.boxes.stream().filter((box) -> box.name.contains("deleted")).forEach(bean(BoxRepository.class)::delete);
		this.all.put(name, shelf);
	}

	@ParameterizedTest
	@EnumSource
	void liveOwnersHaveTheirCollectionsByOneStatementForEach(Way way) {
		tx(() -> {
			List<Shelf> found = way.find(this);
			assertThat(names(found)).containsExactly("a", "c", "d");
			for (var collection : collections()) {
				this.application.statements().clear();
				Hibernate.initialize(collection.apply(found.get(0)));
				assertThat(found).allMatch((shelf) -> Hibernate.isInitialized(collection.apply(shelf)));
				assertThat(selectsOf("words", "note", "item", "part", "tags")).hasSize(1);
			}
			found.forEach((shelf) -> assertShown(shelf, false));
		});
	}

	@ParameterizedTest
	@EnumSource
	void deletedOwnersHaveTheirCollectionsAfterTheScopeInWhichTheyWereFound(Way way) {
		Tables before = contents();
		for (boolean reverse : List.of(false, true)) {
			tx(() -> {
				List<Shelf> found = SoftDeleteScope.includingDeleted(() -> way.find(this));
				assertThat(names(found)).containsExactly("a", "b", "c", "d");
				ordered(found, reverse).forEach((shelf) -> assertShown(shelf, false));
			});
			tx(() -> {
				List<Shelf> found = SoftDeleteScope.includingDeleted(Shelf.class, () -> way.find(this));
				ordered(found, reverse).forEach((shelf) -> assertShown(shelf, false));
			});
			if (way == Way.COLLECTION) {
				continue;
			}
			tx(() -> {
				List<Shelf> found = new ArrayList<>(SoftDeleteScope.onlyDeleted(Shelf.class, () -> way.find(this)));
				found.addAll(way.find(this));
				assertThat(names(found)).containsExactly("b", "a", "c", "d");
				ordered(found, reverse).forEach((shelf) -> assertShown(shelf, false));
			});
		}
		assertThat(contents()).isEqualTo(before);
	}

	@ParameterizedTest
	@EnumSource
	void ownersHaveTheirCollectionsInTheScopeInWhichTheyWereFound(Way way) {
		tx(() -> SoftDeleteScope.includingDeleted(() -> way.find(this).forEach((shelf) -> assertShown(shelf, true))));
		tx(() -> SoftDeleteScope.includingDeleted(Shelf.class,
				() -> way.find(this).forEach((shelf) -> assertShown(shelf, false))));
		tx(() -> SoftDeleteScope.onlyDeleted(Shelf.class,
				() -> way.find(this).forEach((shelf) -> assertShown(shelf, false))));
	}

	@ParameterizedTest
	@EnumSource
	void ownersFoundBeforeAScopeHaveTheirCollectionsInIt(Way way) {
		tx(() -> {
			List<Shelf> found = way.find(this);
			SoftDeleteScope.onlyDeleted(Shelf.class, () -> found.forEach((shelf) -> assertShown(shelf, false)));
		});
		tx(() -> {
			List<Shelf> found = way.find(this);
			SoftDeleteScope.includingDeleted(() -> found.forEach((shelf) -> assertShown(shelf, true)));
		});
		tx(() -> {
			List<Shelf> found = SoftDeleteScope.includingDeleted(() -> way.find(this));
			SoftDeleteScope.onlyDeleted(Shelf.class, () -> found.forEach((shelf) -> assertShown(shelf, false)));
		});
	}

	@Test
	void methodsThatFindDeletedOwnersShowTheirCollections() {
		Specification<Shelf> own = (root, query, builder) -> builder.like(root.get("name"), this.prefix + "%");
		tx(() -> saved(new Shelf(this.prefix + "e")));
		tx(() -> this.shelves.delete(this.all.get("c")));
		Map<String, Supplier<List<Shelf>>> ways = new LinkedHashMap<>();
		ways.put("deleted", () -> this.shelves.findDeleted(own, Pageable.unpaged()).getContent());
		ways.put("page", () -> this.shelves.findDeleted(own, PageRequest.of(0, 2, Sort.by("name"))).getContent());
		ways.put("any", () -> this.shelves.findAllIncludingDeleted(own, Pageable.unpaged()).getContent());
		ways.put("annotated", () -> this.shelves.findAnyByNameStartingWithOrderByName(this.prefix));
		ways.forEach((way, find) -> tx(() -> {
			List<Shelf> found = find.get();
			assertThat(names(found)).as(way).contains("b", "c");
			found.stream().filter((shelf) -> !shelf.name.endsWith("e")).forEach((shelf) -> assertShown(shelf, false));
		}));
	}

	@Test
	void anOwnerDeletedMeanwhileStillHasItsCollections() {
		Map<String, Runnable> deletions = new LinkedHashMap<>();
		Long id = this.all.get("a").id;
		deletions.put("by another", () -> meanwhile(() -> this.shelves.deleteById(id)));
		deletions.put("by SQL",
				() -> this.application.jdbc()
					.update("update shelf set deleted_at = ? where id = ?",
							Timestamp.from(this.application.clock().instant()), id));
		deletions.forEach((way, delete) -> {
			for (boolean reverse : List.of(false, true)) {
				Tables before = contents();
				tx(() -> {
					List<Shelf> found = Way.HQL.find(this);
					delete.run();
					ordered(found, reverse).forEach((shelf) -> assertShown(shelf, false));
				});
				tx(() -> this.shelves.restore(id));
				assertThat(contents()).as(way).isEqualTo(before);
				tx(() -> Way.HQL.find(this).forEach((shelf) -> assertShown(shelf, false)));
			}
		});
	}

	@Test
	void aChangeOfACollectionWhoseOwnerWasDeletedMeanwhileIsStale() {
		Shelf shelf = this.all.get("a");
		meanwhile(() -> this.shelves.deleteById(shelf.id));
		Tables deleted = contents();
		tx(() -> this.shelves.restore(shelf.id));
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> tx(() -> {
			Shelf found = Way.HQL.find(this).get(0);
			meanwhile(() -> this.shelves.deleteById(shelf.id));
			found.words.add("three");
			found.tags.clear();
			this.shelves.flush();
		}));
		assertThat(unmarkedContents().rows().get("shelf_words")).isEqualTo(deleted.rows().get("shelf_words"));
		assertThat(contents().rows().get("shelf_tags")).isEqualTo(deleted.rows().get("shelf_tags"));
	}

	@Test
	void deletedTargetsOfReferencesHaveTheirCollections() {
		Map<String, String> queries = new LinkedHashMap<>();
		queries.put("lazily", "select i from Item i where i.name like 'item %' and i.shelf.room.id = :room");
		queries.put("join fetch",
				"select i from Item i join fetch i.shelf s where i.name like 'item %' and s.room.id = :room");
		queries.put("of notes", "select n from Note n join fetch n.shelf s where s.room.id = :room");
		queries.put("lazily of notes", "select n from Note n where n.shelf.room.id = :room");
		queries.put("projected", "select i.shelf from Item i where i.name like 'item %' and i.shelf.room.id = :room");
		queries.put("joined", "select s from Note n join n.shelf s where s.room.id = :room");
		for (boolean reverse : List.of(false, true)) {
			queries.forEach((way, hql) -> {
				tx(() -> {
					List<Shelf> found = referred(hql);
					assertThat(names(found)).as(way).containsExactlyInAnyOrder("a", "b", "c");
					ordered(found, reverse).forEach((shelf) -> assertShown(shelf, false));
				});
				tx(() -> {
					List<Shelf> found = SoftDeleteScope.includingDeleted(() -> referred(hql));
					assertThat(found).as(way).hasSize(3);
					ordered(found, reverse).forEach((shelf) -> assertShown(shelf, false));
				});
			});
		}
	}

	private List<Shelf> referred(String hql) {
		return em().createQuery(hql, Object.class)
			.setParameter("room", this.room.id)
			.getResultStream()
			.map((found) -> (found instanceof Item item) ? item.shelf
					: (found instanceof Note note) ? note.shelf : (Shelf) found)
			.map((shelf) -> (Shelf) Hibernate.unproxy(shelf))
			.toList();
	}

	@Test
	void eagerCollectionsOfDeletedTargetsAreFetchedWithThem() {
		List<Firm> firms = Stream.of("x", "y", "z").map((name) -> saved(new Firm(name))).toList();
		firms.forEach((firm) -> saved(new Offer(this.prefix + firm.name, firm)));
		bean(FirmRepository.class).deleteAllById(List.of(firms.get(0).id, firms.get(1).id));
		for (String join : List.of("", "join fetch o.firm")) {
			String hql = "select o from Offer o %s where o.name like :name order by o.name".formatted(join);
			tx(() -> assertThat(
					em().createQuery(hql, Offer.class).setParameter("name", this.prefix + "%").getResultList())
				.extracting((offer) -> ((Firm) Hibernate.unproxy(offer.firm)).towns)
				.containsExactly(Set.of("town of x"), Set.of("town of y"), Set.of("town of z")));
			stateless((session) -> assertThat(session.createSelectionQuery(hql, Offer.class)
				.setParameter("name", this.prefix + "%")
				.getResultList()).extracting((offer) -> ((Firm) Hibernate.unproxy(offer.firm)).towns)
				.containsExactly(Set.of("town of x"), Set.of("town of y"), Set.of("town of z")));
		}
		tx(() -> {
			List<Firm> found = SoftDeleteScope.onlyDeleted(Firm.class, () -> bean(FirmRepository.class).findAll());
			assertThat(found).extracting((firm) -> firm.towns).contains(Set.of("town of x"), Set.of("town of y"));
		});
		stateless((session) -> SoftDeleteScope.includingDeleted(() -> assertThat(
				session.createSelectionQuery("from Firm f where f.id in :ids order by f.name", Firm.class)
					.setParameter("ids", firms.stream().map((firm) -> firm.id).toList())
					.getResultList())
			.extracting((firm) -> firm.towns)
			.containsExactly(Set.of("town of x"), Set.of("town of y"), Set.of("town of z"))));
	}

	@Test
	void elementsHaveCollectionsAndDeletedTargetsOfTheirOwn() {
		tx(() -> Way.HQL.find(this).forEach((shelf) -> assertItems(shelf, false)));
		tx(() -> SoftDeleteScope.includingDeleted(() -> Way.HQL.find(this))
			.forEach((shelf) -> assertItems(shelf, false)));
		tx(() -> SoftDeleteScope
			.includingDeleted(() -> Way.HQL.find(this).stream().map((shelf) -> List.copyOf(shelf.items)).toList())
			.forEach((items) -> items.forEach(this::assertItem)));
		tx(() -> {
			List<Shelf> found = SoftDeleteScope.includingDeleted(() -> Way.HQL.find(this));
			SoftDeleteScope.includingDeleted(() -> found.forEach((shelf) -> assertItems(shelf, true)));
		});
	}

	private void assertItems(Shelf shelf, boolean deletedToo) {
		assertThat(shelf.items).hasSize(shelf.name.endsWith("d") ? 0 : deletedToo ? 2 : 1);
		shelf.items.forEach(this::assertItem);
	}

	private void assertItem(Item item) {
		assertThat(item.marks).containsExactly("mark of " + item.name);
		assertThat(item.maker.getName()).isEqualTo("maker");
		assertThat(item.maker.awards).containsExactly("award of maker");
		assertThat(item.seller.getName()).isEqualTo("maker");
	}

	@Test
	void anOwnerThatIsNeverDeletedHasItsCollectionsWhateverItWasFoundBy() {
		Room other = new Room(this.prefix + "other");
		other.colours.add("blue");
		saved(other);
		String hql = "select r from Room r where r.name like :name and %s order by 1";
		List<String> conditions = List.of("exists (select 1 from Shelf s where s.room = r and s.name like '%b')",
				"not exists (select 1 from Shelf s where s.room = r and s.name like '%a')",
				"r.id in (select s.room.id from Shelf s where s.name like '%b') or r.name like '%other'",
				"(select count(*) from Shelf s where s.room = r) in (0, 4)",
				"(select count(*) from r.shelves) in (0, 4)", "size(r.shelves) in (0, 4)");
		for (String condition : conditions) {
			Supplier<List<Room>> query = () -> em().createQuery(hql.formatted(condition), Room.class)
				.setParameter("name", this.prefix + "%")
				.getResultList();
			tx(() -> {
				List<Room> found = SoftDeleteScope.includingDeleted(query);
				found.forEach((room) -> assertRoom(condition, room));
			});
			tx(() -> {
				List<Room> found = SoftDeleteScope.onlyDeleted(Shelf.class, query);
				found.forEach((room) -> assertRoom(condition, room));
			});
			tx(() -> {
				List<Room> found = query.get();
				SoftDeleteScope.includingDeleted(Shelf.class,
						() -> found.forEach((room) -> assertRoom(condition, room)));
			});
		}
	}

	private void assertRoom(String found, Room room) {
		if (room.name.endsWith("other")) {
			assertThat(room.colours).as(found).containsExactly("blue");
		}
		else {
			assertThat(room.colours).as(found).containsExactly("red");
			assertThat(room.lamps).as(found).hasSize(1);
			assertThat(room.shelves).as(found).hasSizeBetween(3, 4);
		}
	}

	@Test
	void aSubselectWithoutSoftDeletableEntitiesIsAsHibernateMakesIt() {
		saved(new Room(this.prefix + "other"));
		tx(() -> {
			List<Room> found = em().createQuery("select r from Room r where r.name like :name", Room.class)
				.setParameter("name", this.prefix + "%")
				.getResultList();
			this.application.statements().clear();
			found.forEach((room) -> assertThat(room.colours).hasSizeLessThan(2));
			assertThat(this.application.statements().startingWith("select")).singleElement()
				.asString()
				.contains("(select", "like");
		});
	}

	@Test
	void aProfileOrASessionFetchesBySubselectToo() {
		for (boolean reverse : List.of(false, true)) {
			tx(() -> {
				em().unwrap(Session.class).enableFetchProfile("boxes by subselect");
				assertBoxes(reverse);
			});
			tx(() -> {
				em().unwrap(Session.class).setSubselectFetchingEnabled(true);
				assertBoxes(reverse);
			});
		}
	}

	private void assertBoxes(boolean reverse) {
		this.application.statements().clear();
		List<Shelf> found = SoftDeleteScope.includingDeleted(() -> Way.HQL.find(this));
		ordered(found, reverse)
			.forEach((shelf) -> assertThat(shelf.boxes).as(shelf.name).hasSize(shelf.name.endsWith("d") ? 0 : 1));
		assertThat(selectsOf("box")).hasSizeLessThan(2);
	}

	@Test
	void editsAfterAScopeLoseNothing() {
		Tables before = contents();
		Tag another = saved(new Tag("another"));
		Part part = saved(new Part("another"));
		tx(() -> found().forEach((shelf) -> {
			shelf.words.add("more");
			shelf.tags.add(em().getReference(Tag.class, another.id));
			shelf.tags.remove(em().getReference(Tag.class, this.liveTag.id));
		}));
		tx(() -> found().get(0).parts.add(em().getReference(Part.class, part.id)));
		for (String name : List.of("a", "c")) {
			Long id = this.all.get(name).id;
			assertThat(count("select count(*) from shelf_words where shelf_id = ?", id)).isEqualTo(3);
			assertThat(count("select count(*) from shelf_tags where shelf_id = ?", id)).isEqualTo(2);
			assertThat(count("select count(*) from part where shelf_id = ?", id)).isEqualTo(name.equals("a") ? 3 : 2);
		}
		tx(() -> found().forEach((shelf) -> {
			shelf.words.remove("more");
			shelf.tags.clear();
			if (!shelf.name.endsWith("d")) {
				shelf.tags.add(em().getReference(Tag.class, this.liveTag.id));
			}
			shelf.parts.remove(em().getReference(Part.class, part.id));
		}));
		this.application.jdbc().update("delete from tag where id = ?", another.id);
		this.application.jdbc().update("delete from part where id = ?", part.id);
		assertThat(contents()).isEqualTo(before);
	}

	private List<Shelf> found() {
		return SoftDeleteScope.includingDeleted(() -> Way.HQL.find(this))
			.stream()
			.filter((shelf) -> !shelf.name.endsWith("b"))
			.toList();
	}

	@Test
	void editsOfADeletedOwnerAreRefused() {
		Tables before = contents();
		assertThatExceptionOfType(JpaSystemException.class).isThrownBy(() -> tx(() -> {
			List<Shelf> found = SoftDeleteScope.includingDeleted(() -> Way.HQL.find(this));
			found.get(1).words.add("more");
		})).withMessageContaining("Immutable collection was modified");
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void aDeletionAndARestoreLeaveCollectionsAsTheyWere() {
		Tables before = contents();
		tx(() -> SoftDeleteScope.includingDeleted(() -> Way.HQL.find(this))
			.forEach((shelf) -> this.shelves.deleteById(shelf.id)));
		tx(() -> SoftDeleteScope.onlyDeleted(Shelf.class, () -> Way.HQL.find(this))
			.forEach((shelf) -> assertShown(shelf, false)));
		for (String name : List.of("a", "c", "d")) {
			tx(() -> this.shelves.restore(this.all.get(name).id));
		}
		assertThat(contents()).isEqualTo(before);
		tx(() -> Way.HQL.find(this).forEach((shelf) -> assertShown(shelf, false)));
	}

	@Test
	void aPageHasTheCollectionsOfItsOwners() {
		tx(() -> {
			List<Shelf> found = this.shelves
				.findPageByNameStartingWith(this.prefix, PageRequest.of(0, 2, Sort.by("name")))
				.getContent();
			assertThat(names(found)).containsExactly("a", "c");
			found.forEach((shelf) -> assertShown(shelf, false));
		});
		tx(() -> {
			List<Shelf> found = SoftDeleteScope.includingDeleted(
					() -> this.shelves.findPageByNameStartingWith(this.prefix, PageRequest.of(0, 2, Sort.by("name")))
						.getContent());
			assertThat(names(found)).containsExactly("a", "b");
			found.forEach((shelf) -> assertShown(shelf, false));
		});
		tx(() -> {
			List<Shelf> found = SoftDeleteScope.includingDeleted(() -> this.shelves
				.findPageByNameStartingWith(this.prefix, PageRequest.of(1, 2, Sort.by("name").descending()))
				.getContent());
			assertThat(names(found)).containsExactly("b", "a");
			found.forEach((shelf) -> assertShown(shelf, false));
		});
	}

	private static <T> List<T> ordered(List<T> found, boolean reverse) {
		List<T> ordered = new ArrayList<>(found);
		if (reverse) {
			Collections.reverse(ordered);
		}
		return ordered;
	}

	private List<String> selectsOf(String... tables) {
		return this.application.statements()
			.startingWith("select")
			.stream()
			.filter((sql) -> Stream.of(tables)
				.anyMatch((table) -> sql.contains("from " + table) || sql.contains("from shelf_" + table)))
			.toList();
	}

	private static List<Function<Shelf, Collection<?>>> collections() {
		return List.of((shelf) -> shelf.items, (shelf) -> shelf.notes, (shelf) -> shelf.words, (shelf) -> shelf.tags,
				(shelf) -> shelf.parts);
	}

	private List<String> names(List<Shelf> found) {
		return found.stream().map((shelf) -> shelf.name.substring(this.prefix.length())).toList();
	}

	private void assertShown(Shelf shelf, boolean deletedToo) {
		String name = shelf.name.substring(this.prefix.length());
		boolean empty = name.equals("d");
		assertThat(shelf.items.stream().map((item) -> item.name)).as("items of " + name)
			.containsExactlyInAnyOrder(expected(empty, deletedToo, "item " + name, "deleted item " + name));
		assertThat(shelf.notes.stream().map((note) -> note.name)).as("notes of " + name)
			.containsExactlyInAnyOrder(expected(empty, false, "note " + name, ""));
		assertThat(shelf.words).as("words of " + name)
			.containsExactlyInAnyOrder(expected(empty, true, name + " one", name + " two"));
		assertThat(shelf.tags.stream().map((tag) -> tag.name)).as("tags of " + name)
			.containsExactlyInAnyOrder(expected(empty, deletedToo, "tag", "deleted tag"));
		assertThat(shelf.parts.stream().map((part) -> part.name)).as("parts of " + name)
			.containsExactlyInAnyOrder(expected(empty, deletedToo, "part " + name, "deleted part " + name));
	}

	private static String[] expected(boolean empty, boolean both, String one, String other) {
		return empty ? new String[0] : both ? new String[] { one, other } : new String[] { one };
	}

	private void stateless(Consumer<StatelessSession> work) {
		try (StatelessSession session = bean(EntityManagerFactory.class).unwrap(SessionFactory.class)
			.openStatelessSession()) {
			work.accept(session);
		}
	}

	/**
	 * How shelves are found, in the order of their names.
	 */
	enum Way {

		DERIVED {
			@Override
			List<Shelf> find(SubselectContract contract) {
				return contract.shelves.findByNameStartingWithOrderByName(contract.prefix);
			}
		},

		HQL {
			@Override
			List<Shelf> find(SubselectContract contract) {
				return contract.query("select s from Shelf s where s.name like :name order by s.name");
			}
		},

		FETCHED {
			@Override
			List<Shelf> find(SubselectContract contract) {
				return contract
					.query("select s from Shelf s left join fetch s.room where s.name like :name order by 1");
			}
		},

		CRITERIA {
			@Override
			List<Shelf> find(SubselectContract contract) {
				CriteriaBuilder builder = contract.em().getCriteriaBuilder();
				CriteriaQuery<Shelf> criteria = builder.createQuery(Shelf.class);
				Root<Shelf> root = criteria.from(Shelf.class);
				return contract.em()
					.createQuery(criteria.where(builder.like(root.get("name"), contract.prefix + "%"))
						.orderBy(builder.asc(root.get("name"))))
					.getResultList();
			}
		},

		SPECIFICATION {
			@Override
			List<Shelf> find(SubselectContract contract) {
				return contract.shelves.findAll(
						(root, query, builder) -> builder.like(root.get("name"), contract.prefix + "%"),
						Sort.by("name"));
			}
		},

		IDS {
			@Override
			List<Shelf> find(SubselectContract contract) {
				return contract.shelves.findAllById(contract.all.values().stream().map((shelf) -> shelf.id).toList())
					.stream()
					.sorted(Comparator.comparing(Shelf::getName))
					.toList();
			}
		},

		COLLECTION {
			@Override
			List<Shelf> find(SubselectContract contract) {
				return contract.em().find(Room.class, contract.room.id).shelves.stream()
					.sorted(Comparator.comparing(Shelf::getName))
					.toList();
			}
		};

		abstract List<Shelf> find(SubselectContract contract);

	}

	private List<Shelf> query(String hql) {
		return em().createQuery(hql, Shelf.class).setParameter("name", this.prefix + "%").getResultList();
	}

}
