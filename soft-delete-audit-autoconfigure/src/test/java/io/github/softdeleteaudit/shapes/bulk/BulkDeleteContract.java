package io.github.softdeleteaudit.shapes.bulk;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.HistoryKind;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.BigParent;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Car;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Cat;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Cell;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.CellId;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.CellRepository;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Convertible;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Dog;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Beast;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.FlagOnly;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.FlagStamped;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.GrandChild;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.InstantStamped;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Invoice;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Item;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.ItemRepository;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Letter;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.LocalOnly;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.LocalStamped;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.MappedChild;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.MappedChildRepository;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Node;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.NodeRepository;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.OffsetStamped;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Paper;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.PaperRepository;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Parent;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.ParentRepository;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.PlainChild;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Registered;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Shelf;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Stamped;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Tail;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Tenant;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Thing;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Ticket;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.TicketRepository;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Tiger;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Truck;
import io.github.softdeleteaudit.softdelete.PhysicalDeleteException;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaDelete;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.domain.DeleteSpecification;
import org.springframework.data.jpa.domain.PredicateSpecification;

import static io.github.softdeleteaudit.shapes.bulk.BulkModel.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Contract: a statement that deletes many rows marks them as deleted, and what goes with
 * them, by a fixed number of statements, and records each once.
 */
abstract class BulkDeleteContract extends BulkContract {

	private static final List<Way> WAYS = List.of(
			way("hql with an alias and parameters", "23",
					(test) -> test.execute("delete from Item i where i.amount > :low and i.amount < :high", "low", 3,
							"high", 25)),
			way("hql without an alias", "3",
					(test) -> test.execute("delete from Item where name = :name", "name", "3")),
			way("hql of all", "1234", (test) -> test.execute("delete Item")),
			way("hql with a list", "14",
					(test) -> test.execute("delete from Item i where i.name in :names", "names",
							List.of("1", "4", "5"))),
			way("hql with an empty list", "",
					(test) -> test.execute("delete from Item i where i.name in :names", "names", List.of())),
			way("hql with positional parameters", "23",
					(test) -> test.em()
						.createQuery("delete from Item i where i.name in (?2, ?1)")
						.setParameter(1, "2")
						.setParameter(2, "3")
						.executeUpdate()),
			way("hql with an implicit join", "34",
					(test) -> test.execute("delete from Item i where i.shelf.name = :name", "name", "south")),
			way("hql with an explicit join", "34",
					(test) -> test.execute("delete from Item i join i.shelf s where s.name = :name", "name", "south")),
			way("hql with a column of the secondary table", "2",
					(test) -> test.execute("delete from Item i where i.text = :text", "text", "text of 2")),
			way("hql with exists", "12", (test) -> test.execute(
					"delete from Item i where exists (select 1 from Shelf s where s = i.shelf and s.name = :name)",
					"name", "north")),
			way("hql with in and a sub-query", "34", (test) -> test
				.execute("delete from Item i where i.shelf.id in (select s.id from Shelf s where s.name = 'south')")),
			way("hql with a sub-query on itself", "4",
					(test) -> test.execute("delete from Item i where i.amount = (select max(o.amount) from Item o)")),
			way("hql with in and a sub-query on itself", "124",
					(test) -> test.execute(
							"delete from Item i where i.id not in (select o.id from Item o where o.name = :name)",
							"name", "3")),
			way("hql with elements", "1234", (test) -> test.execute("delete from Item i where 'a' member of i.tags")),
			way("hql with links", "34",
					(test) -> test
						.execute("delete from Item i where exists (select 1 from i.seenOn s where s.name = 'south')")),
			way("hql with a size", "1234", (test) -> test.execute("delete from Item i where size(i.tags) = 2")),
			way("hql with a column of the indicator", "1234",
					(test) -> test.execute("delete from Item i where i.deletedAt is null")),
			way("criteria", "24", (test) -> {
				CriteriaBuilder builder = test.em().getCriteriaBuilder();
				CriteriaDelete<Item> delete = builder.createCriteriaDelete(Item.class);
				delete.where(delete.from(Item.class).get("name").in("2", "4"));
				return test.em().createQuery(delete).executeUpdate();
			}), way("criteria with a sub-query", "12", (test) -> {
				CriteriaBuilder builder = test.em().getCriteriaBuilder();
				CriteriaDelete<Item> delete = builder.createCriteriaDelete(Item.class);
				Root<Item> item = delete.from(Item.class);
				Subquery<Long> ids = delete.subquery(Long.class);
				Root<Item> other = ids.from(Item.class);
				ids.select(other.get("id")).where(builder.lessThan(other.get("amount"), 10));
				delete.where(item.get("id").in(ids));
				return test.em().createQuery(delete).executeUpdate();
			}), way("query method", "2", (test) -> test.bean(ItemRepository.class).deleteNamed("2%", 5)),
			way("query method with a list", "13",
					(test) -> test.bean(ItemRepository.class).deleteNamedIn(Set.of("1", "3"))),
			way("derived method", "3", (test) -> test.bean(ItemRepository.class).deleteByNameStartingWith("3")),
			way("specification", "34",
					(test) -> (int) test.bean(ItemRepository.class)
						.delete((DeleteSpecification<Item>) (root, delete, builder) -> builder
							.greaterThan(root.get("amount"), 10))),
			way("predicate specification", "34",
					(test) -> (int) test.bean(ItemRepository.class)
						.delete((PredicateSpecification<Item>) (root, builder) -> builder
							.equal(root.get("shelf").get("name"), "south"))),
			way("all in batch", "1234", (test) -> {
				test.bean(ItemRepository.class).deleteAllInBatch();
				return 4;
			}), way("entities in batch", "13", (test) -> {
				List<Item> items = test.bean(ItemRepository.class).findAll();
				items.removeIf((item) -> item.amount == 5 || item.amount == 30);
				test.bean(ItemRepository.class).deleteAllInBatch(items);
				return 2;
			}), way("ids in batch", "34", (test) -> {
				List<Item> items = test.bean(ItemRepository.class).findAll();
				items.removeIf((item) -> item.amount < 10);
				test.bean(ItemRepository.class).deleteAllByIdInBatch(items.stream().map((item) -> item.id).toList());
				return 2;
			}), way("stateless session", "12", (test) -> {
				try (StatelessSession session = test.stateless()) {
					return session.createMutationQuery("delete from Item i where i.amount < :amount")
						.setParameter("amount", 10)
						.executeUpdate();
				}
			}));

	BulkDeleteContract(TestDatabase database) {
		super(database);
	}

	private StatelessSession stateless() {
		return em().unwrap(Session.class).statelessWithOptions().connection().open();
	}

	private static Way way(String name, String expected, ToLongFunction<BulkDeleteContract> work) {
		return new Way(name, List.of(expected.isEmpty() ? new String[0] : expected.split("")), work);
	}

	static Stream<Way> ways() {
		return WAYS.stream();
	}

	private record Way(String name, List<String> expected, ToLongFunction<BulkDeleteContract> work) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	// ways

	@ParameterizedTest
	@MethodSource("ways")
	void marksWhatTheStatementMeansAndNothingElse(Way way) {
		items();
		Tables unmarked = unmarkedContents();
		this.application.clock().tick();
		assertThat(get(() -> way.work.applyAsLong(this))).isEqualTo(way.expected.size());
		assertThat(deleted("item")).isEqualTo(way.expected);
		assertThat(unmarkedContents()).isEqualTo(unmarked);
		assertThat(count("select count(*) from item where deleted_at is null and version = 0"))
			.isEqualTo(4 - way.expected.size());
		assertThat(count("select count(*) from item where deleted_by is not null and version = 1"))
			.isEqualTo(way.expected.size());
		assertThat(count("select count(distinct deletion_id) from item")).isEqualTo(way.expected.isEmpty() ? 0 : 1);
		assertThat(count("select count(*) from item_aud where revtype = 2 and deleted_at is not null"
				+ " and deletion_id is not null and name is not null"))
			.isEqualTo(way.expected.size());
		assertThat(count("select count(*) from item_text_aud t join item_aud a on a.id = t.id and a.rev = t.rev"
				+ " where a.revtype = 2 and t.text is not null"))
			.isEqualTo(way.expected.size());
		assertThat(revisions()).isEqualTo(way.expected.isEmpty() ? 1 : 2);
		ItemRepository items = bean(ItemRepository.class);
		tx(() -> items.findDeleted(Pageable.unpaged()).forEach((item) -> items.restore(item.id)));
		assertThat(unmarkedContents()).isEqualTo(unmarked);
		assertThat(deleted("item")).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("ways")
	void leavesTheStampOfWhatIsDeletedAlready(Way way) {
		List<Item> items = items();
		tx(() -> items.forEach((item) -> em().remove(em().find(Item.class, item.id))));
		this.application.clock().tick();
		Tables before = this.application.tables();
		tx(() -> way.work.applyAsLong(this));
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("ways")
	void deletesOnlyWhatIsLiveInAScopeOfAll(Way way) {
		List<Item> items = items();
		tx(() -> em().remove(em().find(Item.class, items.get(0).id)));
		tx(() -> em().remove(em().find(Item.class, items.get(3).id)));
		List<String> stamps = stamps(items);
		this.application.clock().tick();
		tx(() -> SoftDeleteScope.includingDeleted(() -> way.work.applyAsLong(this)));
		assertThat(deleted("item"))
			.isEqualTo(Stream.concat(way.expected.stream(), Stream.of("1", "4")).distinct().sorted().toList());
		assertThat(stamps(items)).isEqualTo(stamps);
	}

	// of the two that are deleted
	private List<String> stamps(List<Item> items) {
		return this.application.jdbc()
			.queryForList("select concat(deleted_at, ' ', deletion_id, ' ', version) from item where id in (?, ?)"
					+ " order by id", String.class, items.get(0).id, items.get(3).id);
	}

	@ParameterizedTest
	@MethodSource("ways")
	void deletesNothingInAScopeOfTheDeleted(Way way) {
		List<Item> items = items();
		tx(() -> em().remove(em().find(Item.class, items.get(0).id)));
		Tables before = this.application.tables();
		tx(() -> {
			try {
				SoftDeleteScope.onlyDeleted(Item.class, () -> way.work.applyAsLong(this));
			}
			catch (org.springframework.dao.InvalidDataAccessApiUsageException ex) {
				// one by one that is refused
				assertThat(way.name).isEqualTo("derived method");
			}
		});
		assertThat(this.application.tables()).isEqualTo(before);
	}

	@Test
	void statementIsExecutedAgainWithOtherParameters() {
		items();
		assertThat(bulk("delete from Item i where i.name in :names", "names", List.of("1"))).isOne();
		this.application.clock().tick();
		assertThat(bulk("delete from Item i where i.name in :names", "names", List.of("1", "2", "3"))).isEqualTo(2);
		assertThat(deleted("item")).containsExactly("1", "2", "3");
		assertThat(count("select count(distinct deletion_id) from item")).isEqualTo(2);
		assertThat(count("select count(distinct deleted_at) from item")).isEqualTo(2);
		tx(() -> {
			em().persist(new Item("5", 5, null));
			for (List<String> names : List.of(List.of("4", "1"), List.of("x"), List.of("6", "7", "5", "4"))) {
				execute("delete from Item i where i.name in :names", "names", names);
			}
		});
		assertThat(deleted("item")).containsExactly("1", "2", "3", "4", "5");
		assertThat(count("select count(distinct deletion_id) from item")).isEqualTo(3);
	}

	@Test
	void sameQueryObjectIsExecutedTwice() {
		items();
		tx(() -> {
			jakarta.persistence.Query query = em().createQuery("delete from Item i where i.name in :names");
			assertThat(query.setParameter("names", List.of("1", "2")).executeUpdate()).isEqualTo(2);
			assertThat(query.setParameter("names", List.of("2", "3", "9")).executeUpdate()).isEqualTo(1);
		});
		assertThat(deleted("item")).containsExactly("1", "2", "3");
		assertThat(count("select count(distinct deletion_id) from item")).isEqualTo(1);
	}

	@Test
	void enabledFilterNarrowsIt() {
		items();
		assertThat(inTx(() -> {
			em().unwrap(Session.class).enableFilter("cheap");
			return execute("delete from Item");
		})).isEqualTo(2);
		assertThat(deleted("item")).containsExactly("1", "2");
		assertThat(bulk("delete from Item")).isEqualTo(2);
	}

	@Test
	void tenantDeletesItsOwn() {
		Tenant tenant = bean(Tenant.class);
		try {
			for (String name : List.of("one", "two")) {
				tenant.become(name);
				tx(() -> em().persist(new Ticket(name)));
			}
			assertThat(bulk("delete from Ticket")).isEqualTo(1);
			assertThat(deleted("ticket")).containsExactly("two");
			assertThat(deleted("stub")).containsExactly("two");
			tenant.become("one");
			tx(() -> bean(TicketRepository.class).deleteAllInBatch());
			assertThat(deleted("stub")).containsExactly("one", "two");
		}
		finally {
			tenant.become("one");
		}
	}

	@Test
	void moreIdsThanOneStatementTakes() {
		tx(() -> IntStream.range(0, 1203).forEach((i) -> em().persist(new Item("n" + i, i, null))));
		List<Long> ids = this.application.jdbc().queryForList("select id from item where amount < 1201", Long.class);
		tx(() -> bean(ItemRepository.class).deleteAllByIdInBatch(ids));
		assertThat(count("select count(*) from item where deleted_at is not null")).isEqualTo(1201);
		assertThat(count("select count(distinct deletion_id) from item")).isEqualTo(1);
		assertThat(count("select count(*) from item_aud where revtype = 2")).isEqualTo(1201);
		assertThat(revisions()).isEqualTo(2);
	}

	@Test
	void whatIsInThePersistenceContextIsWrittenFirst() {
		List<Item> items = items();
		tx(() -> {
			em().find(Item.class, items.get(0).id).name = "new name";
			assertThat(execute("delete from Item i where i.name = 'new name'")).isOne();
		});
		assertThat(deleted("item")).containsExactly("new name");
		assertThat(kinds(items.get(0))).containsExactly(HistoryKind.CREATED, HistoryKind.DELETED);
	}

	// inheritance

	@ParameterizedTest
	@ValueSource(strings = { "Beast / beast cat dog tiger", "Cat / cat tiger", "Tiger / tiger", "Dog / dog",
			"Beast b where b.note = 'note of cat' / cat", "Cat c where c.lives > 5 and c.note is not null / cat tiger",
			"Tiger t where t.stripes = 3 and t.lives = 9 / tiger", "Beast b where type(b) = Dog / dog",
			"Beast b where treat(b as Cat).lives = 9 / cat tiger", "Beast b where type(b) in (Dog, Tiger) / dog tiger",
			"Dog d where d.bark like 'w%' / dog" })
	void deletesFromOneTableForAllClasses(String statement) {
		tx(() -> {
			Beast beast = named(new Beast(), "beast");
			Cat cat = named(new Cat(), "cat");
			cat.note = "note of cat";
			cat.lives = 9;
			Tiger tiger = named(new Tiger(), "tiger");
			tiger.lives = 9;
			tiger.note = "note of tiger";
			tiger.stripes = 3;
			Dog dog = named(new Dog(), "dog");
			dog.bark = "woof";
			Stream.of(beast, cat, tiger, dog).forEach(em()::persist);
		});
		inheritance(statement, "beast");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Paper / invoice letter paper registered", "Letter / letter registered",
			"Registered / registered", "Invoice / invoice", "Paper p where p.note = 'note of letter' / letter",
			"Letter l where l.recipient = 'me' and l.name like 'r%' / registered",
			"Registered r where r.code = 'code' and r.recipient = 'me' and r.note = 'note of registered' / registered",
			"Paper p where type(p) = Invoice / invoice", "Paper p where treat(p as Invoice).total = 7 / invoice",
			"Letter l where exists (select 1 from Inset i where i.letter = l) / letter registered",
			"Paper p where 'w' member of p.words and p.name > 'l' / letter paper registered",
			"Letter l where l.id in (select r.id from Registered r) / registered" })
	void deletesFromTheRootsTableOfJoinedOnes(String statement) {
		tx(() -> {
			Paper paper = named(new Paper(), "paper");
			Letter letter = named(new Letter(), "letter");
			letter.note = "note of letter";
			letter.recipient = "me";
			Registered registered = named(new Registered(), "registered");
			registered.note = "note of registered";
			registered.recipient = "me";
			registered.code = "code";
			for (Letter each : List.of(letter, registered)) {
				BulkModel.Inset inset = named(new BulkModel.Inset(), "inset of " + each.name);
				inset.letter = each;
				each.insets.add(inset);
			}
			Invoice invoice = named(new Invoice(), "invoice");
			invoice.total = 7;
			Stream.of(paper, letter, registered, invoice).forEach(em()::persist);
		});
		List<String> deleted = inheritance(statement, "paper");
		assertThat(deleted("inset")).isEqualTo(
				Stream.of("letter", "registered").filter(deleted::contains).map((name) -> "inset of " + name).toList());
	}

	@ParameterizedTest
	@ValueSource(strings = { "Vehicle / car convertible truck", "Car / car convertible", "Convertible / convertible",
			"Truck / truck", "Car c where c.doors = 2 / car convertible",
			"Vehicle v where v.name like 'c%' / car convertible", "Vehicle v where type(v) = Truck / truck",
			"Convertible c where c.roof = 'roof' and c.doors = 2 / convertible",
			"Vehicle v where treat(v as Truck).tons = 9 / truck",
			"Vehicle v where v.id in (select t.id from Truck t where t.tons = :nine) / truck" })
	void deletesFromTheTableOfEachClass(String statement) {
		tx(() -> {
			Car car = named(new Car(), "car");
			car.doors = 2;
			Convertible convertible = named(new Convertible(), "convertible");
			convertible.doors = 2;
			convertible.roof = "roof";
			Truck truck = named(new Truck(), "truck");
			truck.tons = 9;
			Stream.of(car, convertible, truck).forEach(em()::persist);
		});
		inheritance(statement, "car", "convertible", "truck");
	}

	@ParameterizedTest
	@ValueSource(strings = { "v.name = (select min(o.name) from Vehicle o where o.name like 'self%')",
			"v.name = (select max(o.name) from Vehicle o where o.name like 'self%')",
			"v.name like 'self%' and not exists (select o from Vehicle o where o.name like 'self%' and o.name < v.name)" })
	void theConditionIsThatBeforeTheDeleteInAllTables(String condition) {
		bulk("delete from Vehicle v where v.name like 'self%'");
		tx(() -> Stream.of(named(new Car(), "self 1"), named(new Convertible(), "self 2"), named(new Truck(), "self 3"))
			.forEach(em()::persist));
		tx(() -> Stream.of(named(new Truck(), "self 0"), named(new Car(), "self 4")).forEach(em()::persist));
		assertThat(bulk("delete from Vehicle v where " + condition)).isOne();
		assertThat(Stream.of("car", "convertible", "truck")
			.mapToLong((table) -> count(
					"select count(*) from %s where name like 'self%%' and deleted_at is null".formatted(table)))
			.sum()).isEqualTo(4);
	}

	private List<String> inheritance(String statement, String... tables) {
		String hql = "delete from " + statement.split(" / ")[0];
		List<String> expected = List.of(statement.split(" / ")[1].split(" "));
		Tables unmarked = unmarkedContents();
		this.application.clock().tick();
		assertThat(hql.contains(":nine") ? bulk(hql, "nine", 9) : bulk(hql)).isEqualTo(expected.size());
		List<String> deleted = Stream.of(tables).flatMap((table) -> deleted(table).stream()).sorted().toList();
		assertThat(deleted).isEqualTo(expected);
		assertThat(unmarkedContents()).isEqualTo(unmarked);
		for (String table : tables) {
			assertThat(count("select count(*) from %s where version <> 0 and deleted_at is null".formatted(table)))
				.isZero();
			assertThat(count("select count(*) from %s where version <> 1 and deleted_at is not null".formatted(table)))
				.isZero();
			assertThat(deleted(table)).isEqualTo(this.application.jdbc()
				.queryForList("select name from %s_aud where revtype = 2 and deleted_at is not null order by name"
					.formatted(table), String.class));
		}
		Tables after = this.application.tables();
		assertThat(hql.contains(":nine") ? bulk(hql, "nine", 9) : bulk(hql)).isZero();
		assertThat(this.application.tables()).isEqualTo(after);
		return deleted;
	}

	// ids

	@Test
	void compositeIds() {
		tx(() -> IntStream.range(0, 3).forEach((i) -> {
			em().persist(new Cell(i, "a"));
			em().persist(new Cell(i, "b"));
		}));
		CellRepository cells = bean(CellRepository.class);
		deleteAndRestore(cells, new CellId(1, "a"));
		deleteAndRestore(cells, new CellId(1, "b"),
				() -> assertThat(execute("delete from Cell c where c.id = :id", "id", new CellId(1, "b"))).isOne());
		assertThat(bulk("delete from Cell c where c.id.line = :line and c.id.col > 0", "line", "a")).isEqualTo(2);
		assertThat(count("select count(*) from mark where deleted_at is not null")).isEqualTo(4);
		assertThat(bulk("delete from Mark m where m.cell.id.line = 'b' and m.number = 0")).isEqualTo(3);
		assertThat(bulk("delete from Cell c where c.id in :ids", "ids",
				List.of(new CellId(0, "a"), new CellId(0, "b"), new CellId(1, "a"))))
			.isEqualTo(2);
		assertThat(count("select count(*) from mark where deleted_at is not null")).isEqualTo(10);
		assertThat(count("select count(distinct deletion_id) from mark")).isEqualTo(3);
	}

	// indicators and versions

	static Stream<Arguments> stamped() {
		return Stream
			.of(InstantStamped.class, LocalStamped.class, OffsetStamped.class, FlagStamped.class, FlagOnly.class,
					LocalOnly.class)
			.flatMap((type) -> Stream
				.of("2026-01-15T12:00:00.123456Z", "2026-03-29T00:59:59.999999Z", "2026-07-15T18:45:00Z")
				.map((time) -> Arguments.of(type, time)));
	}

	@ParameterizedTest
	@MethodSource("stamped")
	<T extends Stamped> void stampIsThatOfASingleDelete(Class<T> type, String time) throws Exception {
		this.application.clock().set(Instant.parse(time).minusSeconds(3600));
		T single = type.getDeclaredConstructor().newInstance();
		T many = type.getDeclaredConstructor().newInstance();
		tx(() -> {
			em().persist(single);
			em().persist(many);
		});
		this.application.clock().set(Instant.parse(time));
		tx(() -> {
			em().remove(em().find(type, single.id));
			assertThat(execute("delete from %s e where e.id = :id".formatted(type.getSimpleName()), "id", many.id))
				.isOne();
		});
		List<Map<String, Object>> rows = this.application.jdbc()
			.queryForList("select * from %s order by id".formatted(table(type)));
		rows.forEach((row) -> {
			row.remove("id");
			// a time is that of the change
			if (!(row.get("version") instanceof Number)) {
				assertThat(row.remove("version")).as("version")
					.satisfiesAnyOf((version) -> assertThat(version).isNull(),
							(version) -> assertThat(version).isNotEqualTo(time));
			}
		});
		assertThat(rows.get(1)).isEqualTo(rows.get(0));
		T read = get(() -> SoftDeleteScope.includingDeleted(
				() -> em().createQuery("select e from %s e where e.id = :id".formatted(type.getSimpleName()), type)
					.setParameter("id", many.id)
					.getSingleResult()));
		if (read instanceof InstantStamped stamped) {
			assertThat(stamped.goneAt).isEqualTo(time);
			assertThat(stamped.version).isAfter(((InstantStamped) many).version);
		}
		if (read instanceof LocalStamped stamped) {
			assertThat(stamped.version).isAfter(((LocalStamped) many).version);
		}
		if (read instanceof OffsetStamped stamped) {
			assertThat(stamped.goneAt.toInstant()).isEqualTo(time);
			assertThat(stamped.version).isAfter(((OffsetStamped) many).version);
		}
	}

	private static String table(Class<?> type) {
		return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(java.util.Locale.ROOT);
	}

	@Test
	void flagThatIsNullIsLive() {
		FlagStamped flag = saved(new FlagStamped());
		bulk("delete from FlagStamped f where f.id = :id", "id", flag.id);
		Tables before = this.application.tables();
		bulk("delete from FlagStamped f");
		SoftDeleteScope.includingDeleted(() -> bulk("delete from FlagStamped f"));
		assertThat(this.application.tables()).isEqualTo(before);
	}

	// statements

	@Test
	void numberOfStatementsIsThatOfTheTables() {
		List<String> few = statements(3);
		List<String> many = statements(300);
		assertThat(many).isEqualTo(few);
		assertThat(few).noneMatch((sql) -> sql.startsWith("delete"));
		assertThat(few.stream()
			.filter((sql) -> sql.startsWith("update") && !sql.contains("_AUD") && !sql.contains("_aud"))
			.toList()).hasSize(1);
	}

	private List<String> statements(int rows) {
		tx(() -> IntStream.range(0, rows).forEach((i) -> em().persist(new Item("n" + i, i, null))));
		this.application.statements().clear();
		assertThat(bulk("delete from Item i where i.name like 'n%'")).isEqualTo(rows);
		return this.application.statements()
			.all()
			.stream()
			.filter((sql) -> !sql.contains("REVINFO_SEQ") && !sql.contains("revinfo_seq"))
			.toList();
	}

	@Test
	void numberOfStatementsOfCascadesIsThatOfTheAssociations() {
		tx(() -> IntStream.range(0, 2).forEach((i) -> em().persist(cell(i))));
		this.application.statements().clear();
		bulk("delete from Cell");
		int few = this.application.statements().all().size();
		tx(() -> IntStream.range(100, 150).forEach((i) -> em().persist(cell(i))));
		this.application.statements().clear();
		assertThat(bulk("delete from Cell")).isEqualTo(50);
		assertThat(this.application.statements().all().size()).isBetween(few - 1, few);
		assertThat(count("select count(*) from mark where deleted_at is null")).isZero();
	}

	private static Cell cell(int i) {
		return new Cell(i, "a");
	}

	// cascades

	@Test
	void aCallbackMayDeleteManyRowsInATransactionOfItsOwn() {
		Parent parent = parent(new Parent("p"));
		items();
		this.application.clock().tick();
		PlainChild.beforeRemove = () -> meanwhile(() -> assertThat(execute("delete from Item")).isEqualTo(4));
		assertThat(bulk("delete from Parent p where p.name = 'p'")).isOne();
		assertThat(count("select count(distinct deletion_id) from item")).isOne();
		assertThat(count("select count(*) from item i join parent p on p.deletion_id = i.deletion_id")).isZero();
		assertThat(count("select count(distinct rev) from item_aud where revtype = 2")).isOne();
		bean(ParentRepository.class).restore(parent.id);
		assertThat(deleted("item")).hasSize(4);
	}

	@Test
	void cascadesTakeAlongAsASingleDeletionDoes() {
		Parent parent = parent(new Parent("p"));
		parent(new BigParent("other"));
		ParentRepository parents = bean(ParentRepository.class);
		tx(() -> parents.delete(em().find(Parent.class, parent.id)));
		List<String> single = deletedByTable();
		tx(() -> parents.restore(parent.id));
		assertThat(bulk("delete from Parent p where p.name = 'p'")).isOne();
		assertThat(deletedByTable()).isEqualTo(single).hasSize(22);
		tx(() -> parents.restore(parent.id));
		deleteAndRestore(parents, parent.id,
				() -> assertThat(execute("delete from Parent p where p.name = 'p'")).isOne());
	}

	@Test
	void cascadeOfASubclassTakesAlong() {
		Parent parent = parent(new Parent("p"));
		Parent big = parent(new BigParent("big"));
		ParentRepository parents = bean(ParentRepository.class);
		deleteAndRestore(parents, big.id, () -> {
			assertThat(execute("delete from Parent p where p.name = 'big'")).isOne();
			assertThat(em().createQuery("select count(*) from Extra", Long.class).getSingleResult()).isZero();
		});
		deleteAndRestore(parents, big.id, () -> assertThat(execute("delete from BigParent p")).isOne());
		assertThat(bulk("delete from Parent p")).isEqualTo(2);
		assertThat(parents.existsById(parent.id)).isFalse();
	}

	private List<String> deletedByTable() {
		List<String> rows = new ArrayList<>();
		contents().rows()
			.forEach((table, contents) -> contents.stream()
				.filter((row) -> row.contains("deleted_at=") && !row.contains("deleted_at=null"))
				.forEach((row) -> rows.add(table + " " + row.replaceAll("dele[a-z_]+=[^,]+, ", ""))));
		return rows;
	}

	<T extends Parent> T parent(T parent) {
		tx(() -> {
			em().persist(parent);
			GrandChild grandChild = named(new GrandChild(), parent.name);
			grandChild.child = parent.mapped.get(0);
			parent.mapped.get(0).children.add(grandChild);
			em().persist(grandChild);
			Tail tail = named(new Tail(), parent.name);
			tail.parent = parent;
			em().persist(tail);
		});
		return parent;
	}

	@Test
	void childThatIsDeletedBeforeKeepsItsStampAndStaysDeleted() {
		Parent parent = parent(new Parent("p"));
		assertThat(bulk("delete from MappedChild c where c.name = 'p1'")).isOne();
		Tables before = contents();
		this.application.clock().tick();
		bulk("delete from Parent");
		tx(() -> bean(ParentRepository.class).restore(parent.id));
		assertThat(contents()).isEqualTo(before);
		assertThat(deleted("mapped_child")).containsExactly("p1");
	}

	@Test
	void deepTreeGoesByLevels() {
		Node root = get(() -> {
			Node node = new Node("0", null);
			em().persist(node);
			Node parent = node;
			for (int i = 1; i < 40; i++) {
				Node child = new Node(String.valueOf(i), parent);
				new Node(i + "b", parent);
				parent = child;
			}
			new Node("x", null);
			return node;
		});
		saved(new Node("other", null));
		NodeRepository nodes = bean(NodeRepository.class);
		deleteAndRestore(nodes, root.id, () -> {
			assertThat(execute("delete from Node n where n.id = :id", "id", root.id)).isOne();
			assertThat(em().createQuery("select count(*) from Node", Long.class).getSingleResult()).isOne();
		});
		assertThat(bulk("delete from Node n where n.parent is null")).isEqualTo(2);
		assertThat(count("select count(*) from node where deleted_at is null")).isZero();
		assertThat(count("select count(distinct deletion_id) from node")).isOne();
	}

	@Test
	void circleComesToAnEnd() {
		Node one = saved(new Node("1", null));
		Node two = saved(new Node("2", null));
		Node three = saved(new Node("3", null));
		tx(() -> {
			em().find(Node.class, one.id).next = em().find(Node.class, two.id);
			em().find(Node.class, two.id).next = em().find(Node.class, three.id);
			em().find(Node.class, three.id).next = em().find(Node.class, one.id);
		});
		deleteAndRestore(bean(NodeRepository.class), two.id,
				() -> assertThat(execute("delete from Node n where n.name = '2'")).isOne());
		assertThat(bulk("delete from Node n where n.name in ('2', '3')")).isEqualTo(2);
		assertThat(deleted("node")).containsExactly("1", "2", "3");
	}

	@Test
	void secondStatementTakesNothingAlongOfWhatTheFirstHasDeleted() {
		Parent one = parent(new Parent("one"));
		Parent two = parent(new Parent("two"));
		Long restored = one.mapped.get(0).id;
		tx(() -> {
			assertThat(execute("delete from Parent p where p.name = 'one'")).isOne();
			MappedChild late = named(new MappedChild(), "late");
			late.parent = em().getReference(Parent.class, one.id);
			em().persist(late);
			em().flush();
			assertThat(execute("delete from Parent p where p.name = 'two'")).isOne();
		});
		assertThat(deleted("mapped_child")).containsExactly("one0", "one1", "two0", "two1");
		assertThat(count("select count(distinct deletion_id) from mapped_child")).isOne();
		assertThat(count("select count(distinct deletion_id) from parent")).isOne();
		assertThat(count(
				"select count(*) from mapped_child where deletion_id = (select deletion_id from parent where id = ?)",
				two.id))
			.isEqualTo(4);
		assertThat(count("select count(*) from mapped_child where id = ? and deleted_at is null", restored)).isZero();
	}

	@Test
	void aLinkRemovedBeforeTheStatementIsGone() {
		Long item = items().get(0).id;
		Shelf shelf = saved(new Shelf("seen"));
		tx(() -> em().find(Item.class, item).seenOn.add(em().find(Shelf.class, shelf.id)));
		tx(() -> {
			em().find(Item.class, item).seenOn.clear();
			assertThat(execute("delete from Shelf s where s.name = 'seen'")).isOne();
		});
		assertThat(
				SoftDeleteScope.<Integer>includingDeleted(() -> get(() -> em().find(Item.class, item).seenOn.size())))
			.isZero();
	}

	@Test
	void secondStatementLeavesAloneWhatWasRestoredMeanwhile() {
		Parent one = parent(new Parent("one"));
		parent(new Parent("two"));
		tx(() -> {
			execute("delete from Parent p where p.name = 'one'");
			bean(MappedChildRepository.class).restore(one.mapped.get(1).id);
			assertThat(execute("delete from Parent p where p.name = 'two'")).isOne();
			execute("delete from Shelf");
		});
		assertThat(deleted("mapped_child")).doesNotContain("one0", "one1").contains("two0", "two1");
		assertThat(deleted("parent")).containsExactly("two");
		assertThat(count("select count(distinct deletion_id) from mapped_child")).isOne();
	}

	@Test
	void allRowsOfATransactionHaveOneDeletionId() {
		List<Item> items = items();
		tx(() -> {
			em().remove(em().find(Item.class, items.get(0).id));
			execute("delete from Item i where i.name = '2'");
			bean(ItemRepository.class).deleteById(items.get(2).id);
			execute("delete from Item i");
			execute("delete from Shelf s");
		});
		List<UUID> ids = new ArrayList<>();
		tx(() -> SoftDeleteScope.includingDeleted(() -> {
			ids.addAll(em().createQuery("select distinct i.deletionId from Item i", UUID.class).getResultList());
			ids.addAll(em().createQuery("select distinct s.deletionId from Shelf s", UUID.class).getResultList());
		}));
		assertThat(new TreeSet<>(ids)).hasSize(1);
		assertThat(deleted("item")).hasSize(4);
		assertThat(revisions()).isEqualTo(2);
		items.forEach((item) -> assertThat(types("item", item.id)).containsExactly(0, 2));
	}

	// audit

	@Test
	void revisionTellsOfTheEntitiesThatWereDeleted() {
		parent(new Parent("p"));
		bulk("delete from Parent");
		Set<String> changed = new TreeSet<>(this.application.jdbc()
			.queryForList("select entityname from changed_aud where rev = (select max(rev) from revinfo)",
					String.class));
		assertThat(changed)
			.contains(Parent.class.getName(), MappedChild.class.getName(), GrandChild.class.getName(),
					Registered.class.getName(), Invoice.class.getName(), Car.class.getName(), Truck.class.getName(),
					Tail.class.getName())
			.doesNotContain(Letter.class.getName(), Paper.class.getName(), BigParent.class.getName(),
					Convertible.class.getName(), Item.class.getName());
	}

	@Test
	void revisionTellsOfTheEntitiesThatWereUpdatedRestoredAndPurged() {
		List<Item> items = items();
		this.application.clock().tick();
		bulk("update Item i set i.amount = 7");
		assertThat(changed()).containsExactly(Item.class.getName());
		this.application.clock().tick();
		bulk("delete from Item i where i.name = '1'");
		assertThat(changed()).containsExactly(Item.class.getName());
		this.application.clock().tick();
		tx(() -> bean(ItemRepository.class).restore(items.get(0).id));
		assertThat(changed()).containsExactly(Item.class.getName());
		this.application.clock().tick();
		bulk("delete from Item i where i.name = '1'");
		this.application.clock().tick();
		tx(() -> bean(ItemRepository.class).purge(items.get(0).id));
		assertThat(changed()).containsExactly(Item.class.getName());
	}

	// by the latest revision
	private List<String> changed() {
		return this.application.jdbc()
			.queryForList(
					"select entityname from changed_aud c join revinfo r on r.rev = c.rev"
							+ " where r.revtstmp = (select max(revtstmp) from revinfo) order by entityname",
					String.class);
	}

	@Test
	void whatIsCreatedAndDeletedIsRecordedAsDeleted() {
		Item item = get(() -> {
			Item created = new Item("created", 1, null);
			em().persist(created);
			assertThat(execute("delete from Item i where i.name = 'created'")).isOne();
			return created;
		});
		assertThat(types("item", item.id)).containsExactly(2);
		assertThat(revisions()).isOne();
	}

	@Test
	void whatIsChangedAndDeletedIsRecordedAsDeleted() {
		List<Item> items = items();
		this.application.clock().tick();
		tx(() -> {
			Item item = em().find(Item.class, items.get(0).id);
			item.amount = 99;
			item.text = null;
			item.tags.add("c");
			em().flush();
			execute("delete from Item i where i.amount = 99");
		});
		assertThat(types("item", items.get(0).id)).containsExactly(0, 2);
		assertThat(count("select count(*) from item_aud where revtype = 2 and amount = 99")).isOne();
		assertThat(kinds(items.get(0))).containsExactly(HistoryKind.CREATED, HistoryKind.DELETED);
		assertThat(changed()).containsExactly(Item.class.getName());
	}

	@Test
	void whatIsUpdatedByOneStatementAndDeletedByAnotherIsRecordedAsDeleted() {
		List<Item> items = items();
		this.application.clock().tick();
		tx(() -> {
			assertThat(execute("update Item i set i.amount = i.amount + 100 where i.amount < 10")).isEqualTo(2);
			assertThat(execute("delete from Item i where i.name = '1'")).isOne();
		});
		assertThat(types("item", items.get(0).id)).containsExactly(0, 2);
		assertThat(types("item", items.get(1).id)).containsExactly(0, 1);
		assertThat(count("select count(*) from item_aud where amount > 100")).isEqualTo(2);
	}

	@Test
	void whatIsDeletedAndRestoredIsLive() {
		List<Item> items = items();
		this.application.clock().tick();
		Tables before = contents();
		tx(() -> {
			execute("delete from Item i");
			items.forEach((item) -> bean(ItemRepository.class).restore(item.id));
		});
		assertThat(contents()).isEqualTo(before);
		assertThat(types("item", items.get(0).id)).doesNotContain(2);
	}

	@Test
	void whatIsDeletedRestoredAndDeletedAgainIsDeleted() {
		List<Item> items = items();
		this.application.clock().tick();
		tx(() -> {
			execute("delete from Item i");
			items.forEach((item) -> bean(ItemRepository.class).restore(item.id));
			assertThat(execute("delete from Item i where i.amount < 10")).isEqualTo(2);
		});
		assertThat(deleted("item")).containsExactly("1", "2");
		assertThat(types("item", items.get(0).id)).containsExactly(0, 2);
		assertThat(types("item", items.get(3).id)).doesNotContain(2);
	}

	@Test
	void whatIsDeletedRestoredAndDeletedOneByOneIsDeleted() {
		List<Item> items = items();
		this.application.clock().tick();
		tx(() -> {
			execute("delete from Item i");
			items.forEach((item) -> bean(ItemRepository.class).restore(item.id));
			em().remove(em().find(Item.class, items.get(0).id));
		});
		assertThat(deleted("item")).containsExactly("1");
		assertThat(types("item", items.get(0).id)).containsExactly(0, 2);
	}

	@Test
	void whatIsDeletedAndPurgedIsGone() {
		List<Item> items = items();
		this.application.clock().tick();
		tx(() -> {
			execute("delete from Item i");
			bean(ItemRepository.class).purge(items.get(0).id);
		});
		assertThat(count("select count(*) from item")).isEqualTo(3);
		assertThat(types("item", items.get(0).id)).containsExactly(0, 2);
		this.application.clock().tick();
		tx(() -> bean(ItemRepository.class).purge(items.get(1).id));
		assertThat(kinds(items.get(1))).containsExactly(HistoryKind.CREATED, HistoryKind.DELETED, HistoryKind.PURGED);
		assertThat(kinds(items.get(2))).containsExactly(HistoryKind.CREATED, HistoryKind.DELETED);
	}

	@Test
	void whatIsDeletedTwiceIsRecordedOnce() {
		List<Item> items = items();
		this.application.clock().tick();
		tx(() -> {
			assertThat(execute("delete from Item i where i.amount < 10")).isEqualTo(2);
			assertThat(execute("delete from Item i")).isEqualTo(2);
			assertThat(execute("delete from Item i")).isZero();
		});
		items.forEach((item) -> assertThat(types("item", item.id)).containsExactly(0, 2));
	}

	@Test
	void historyTellsOfDeletionsAndRestores() {
		Parent parent = parent(new Parent("p"));
		for (int i = 0; i < 2; i++) {
			this.application.clock().tick();
			bulk("delete from Parent");
			this.application.clock().tick();
			tx(() -> bean(ParentRepository.class).restore(parent.id));
		}
		Paper letter = parent.papers.get(0);
		List<HistoryKind> expected = List.of(HistoryKind.CREATED, HistoryKind.DELETED, HistoryKind.RESTORED,
				HistoryKind.DELETED, HistoryKind.RESTORED);
		assertThat(get(() -> bean(ParentRepository.class).history(parent.id).stream().map(HistoryEntry::kind).toList()))
			.isEqualTo(expected);
		tx(() -> {
			List<HistoryEntry<Paper>> history = bean(PaperRepository.class).history(letter.id);
			assertThat(history).extracting(HistoryEntry::kind).isEqualTo(expected);
			assertThat(history).allSatisfy((entry) -> {
				assertThat(entry.entity()).isInstanceOf(Registered.class);
				assertThat(entry.entity().name).isEqualTo("p");
				assertThat(entry.entity().note).isEqualTo("note");
			});
			assertThat(history.get(1).entity().getDeletedAt()).isNotNull();
		});
	}

	private List<HistoryKind> kinds(Item item) {
		return get(() -> bean(ItemRepository.class).history(item.id).stream().map(HistoryEntry::kind).toList());
	}

	@Test
	void rollbackLeavesNothing() {
		List<Item> items = items();
		parent(new Parent("p"));
		Tables before = this.application.tables();
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> tx(() -> {
			em().find(Item.class, items.get(0).id).amount = 7;
			execute("delete from Item");
			execute("delete from Parent");
			throw new IllegalStateException();
		}));
		assertThat(this.application.tables()).isEqualTo(before);
		this.application.clock().tick();
		bulk("delete from Item i where i.name = '1'");
		assertThat(deleted("item")).containsExactly("1");
	}

	// other sessions

	@Test
	void statelessSessionOfItsOwnTakesAlongAndRecords() {
		Parent parent = parent(new Parent("p"));
		deleteAndRestore(bean(ParentRepository.class), parent.id, () -> {
			try (StatelessSession session = bean(EntityManagerFactory.class).unwrap(SessionFactory.class)
				.openStatelessSession()) {
				session.beginTransaction();
				session.createMutationQuery("delete from Parent").executeUpdate();
				session.getTransaction().commit();
			}
		});
		assertThat(deletedByTable()).isEmpty();
	}

	@Test
	void sessionThatDoesNotFlushItselfRecords() {
		List<Item> items = items();
		tx(() -> {
			em().unwrap(Session.class).setHibernateFlushMode(org.hibernate.FlushMode.MANUAL);
			assertThat(execute("delete from Item")).isEqualTo(4);
		});
		items.forEach((item) -> assertThat(types("item", item.id)).containsExactly(0, 2));
	}

	// guard

	@Test
	void physicalDeleteIsRefused() {
		items();
		Tables before = this.application.tables();
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> tx(() -> em().createNativeQuery("delete from item").executeUpdate()))
			.satisfies((ex) -> assertThat(ex).hasStackTraceContaining(PhysicalDeleteException.class.getName()));
		assertThat(this.application.tables()).isEqualTo(before);
	}

}
