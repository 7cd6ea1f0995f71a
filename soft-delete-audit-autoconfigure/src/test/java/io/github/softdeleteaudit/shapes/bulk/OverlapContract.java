package io.github.softdeleteaudit.shapes.bulk;

import java.sql.ResultSetMetaData;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import io.github.softdeleteaudit.repository.Chunks;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Car;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Convertible;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.FlagOnlyRepository;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.FlagOnly;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Invoice;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Item;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.ItemRepository;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Letter;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.LocalOnly;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.LocalOnlyRepository;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.MappedChild;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.MappedChildRepository;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.PaperRepository;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Parent;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.ParentRepository;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Registered;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Thing;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.Truck;
import io.github.softdeleteaudit.shapes.bulk.BulkModel.VehicleRepository;
import io.github.softdeleteaudit.test.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.jpa.domain.Specification;
import org.springframework.jdbc.core.ResultSetExtractor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contract: deleting, restoring, changing and purging of many rows may overlap, whatever
 * the shape of the entity. Each row has a history that can have happened, which ends as
 * the row is, and no deletion's stamp is that of a later one.
 */
abstract class OverlapContract extends RaceContract {

	private static final String DELETE_ONE = "delete one";

	// leaves the version as it is, as JPA has it: what another transaction has loaded
	// before, to delete it alone, does not show as stale, and is recorded as it was
	// loaded
	private static final String UPDATE = "update";

	private static final List<String> ONCE = List.of("delete in chunks", "delete some", "restore in chunks",
			"restore one");

	private static final List<Kind> KINDS = List.of(
			new Kind("Item", ItemRepository.class, List.of("item"), OverlapContract::item),
			new Kind("Paper", PaperRepository.class, List.of("paper"),
					(number) -> thing(new Letter(), new Registered(), new Invoice(), number)),
			new Kind("Vehicle", VehicleRepository.class, List.of("car", "convertible", "truck"),
					(number) -> thing(new Car(), new Convertible(), new Truck(), number)),
			new Kind("LocalOnly", LocalOnlyRepository.class, List.of("local_only"), (number) -> {
				LocalOnly row = new LocalOnly();
				row.name = name(number);
				return row;
			}), new Kind("FlagOnly", FlagOnlyRepository.class, List.of("flag_only"), (number) -> {
				FlagOnly row = new FlagOnly();
				row.name = name(number);
				return row;
			}));

	// of the rows, the first three are live, the others are deleted, by two deletions
	private static final List<Work<Kind>> WORKS = List.of(
			new Work<>("delete all", (test, kind) -> test.execute("delete from " + kind.entity)),
			new Work<>("delete in chunks", (test, kind) -> kind.repository(test).deleteAll(any(), Chunks.of(2))),
			new Work<>("delete some", (test, kind) -> kind.repository(test).deleteAll(named("1", "2", "4"))),
			new Work<>(DELETE_ONE, (test, kind) -> test.removeOne(kind)),
			new Work<>("restore all", (test, kind) -> kind.repository(test).restoreAll(any())),
			new Work<>("restore in chunks", (test, kind) -> kind.repository(test).restoreAll(any(), Chunks.of(1))),
			new Work<>("restore one", (test, kind) -> kind.repository(test).restore(test.gone)),
			new Work<>("purge one", (test, kind) -> kind.repository(test).purge(test.gone)),
			new Work<>(UPDATE, (test, kind) -> test
				.execute("update %s e set e.name = concat(e.name, '+') where e.name < '5'".formatted(kind.entity))));

	private static final List<Work<Void>> FAMILY_WORKS = List.of(
			new Work<>("delete parents", (test, none) -> test.execute("delete from Parent p where p.name < 'q'")),
			new Work<>("delete all in chunks",
					(test, none) -> test.bean(ParentRepository.class).deleteAll(any(), Chunks.of(1))),
			new Work<>("restore parents", (test, none) -> test.bean(ParentRepository.class).restoreAll(any())),
			new Work<>("delete children", (test, none) -> test.execute("delete from MappedChild c")),
			new Work<>("restore children", (test, none) -> test.bean(MappedChildRepository.class).restoreAll(any())),
			new Work<>("restore a child", (test, none) -> test.bean(MappedChildRepository.class).restore(test.gone)),
			new Work<>("purge a child", (test, none) -> test.bean(MappedChildRepository.class).purge(test.gone)),
			new Work<>("add a child", (test, none) -> {
				MappedChild child = BulkModel.named(new MappedChild(), "late");
				child.parent = test.parent("p");
				test.em().persist(child);
			}), new Work<>("move a child in", (test, none) -> test.move("q0", "p")),
			new Work<>("move a child away", (test, none) -> test.move("p0", "q")),
			new Work<>("move children",
					(test, none) -> test
						.execute("update MappedChild c set c.parent = (select p from Parent p where p.name = 'p')"
								+ " where c.name like 'q%'")));

	private Long gone;

	OverlapContract(TestDatabase database) {
		super(database);
	}

	static Stream<Arguments> pairs() {
		return KINDS.stream()
			.flatMap((kind) -> pairs(
					kind.isFirst() ? WORKS : WORKS.stream().filter((work) -> !ONCE.contains(work.name)).toList())
				.map((pair) -> Arguments.of(kind, pair[0], pair[1])));
	}

	static Stream<Arguments> familyPairs() {
		return pairs(FAMILY_WORKS).map(Arguments::of);
	}

	private static <T> Stream<Object[]> pairs(List<Work<T>> works) {
		return works.stream()
			.flatMap((first) -> works.stream()
				.filter((second) -> first.isOfMany() || second.isOfMany())
				.filter((second) -> !first.name.equals(UPDATE) || !second.name.equals(DELETE_ONE))
				.map((second) -> new Object[] { first, second }));
	}

	static Stream<Kind> kinds() {
		return KINDS.stream();
	}

	@ParameterizedTest
	@MethodSource("pairs")
	void rowsOfAnyShape(Kind kind, Work<Kind> first, Work<Kind> second) throws Exception {
		create(kind);
		race(() -> first.work.accept(this, kind), () -> second.work.accept(this, kind));
		kind.tables.forEach(this::assertHistories);
	}

	@ParameterizedTest
	@MethodSource("familyPairs")
	void parentsAndChildren(Work<Void> first, Work<Void> second) throws Exception {
		createFamilies();
		race(() -> first.work.accept(this, null), () -> second.work.accept(this, null));
		assertFamilies();
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void threeAtRandom(Kind kind) throws ExecutionException, InterruptedException {
		Random random = new Random(11);
		for (int round = 0; round < 12; round++) {
			clear();
			create(kind);
			atOnce(random(random, WORKS.stream().filter((work) -> !work.name.equals(DELETE_ONE)).toList(), kind));
			kind.tables.forEach(this::assertHistories);
			auditAgreesWithTheTables();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 3, 4 })
	void threeOfFamiliesAtRandom(int seed) throws ExecutionException, InterruptedException {
		Random random = new Random(seed);
		for (int round = 0; round < 10; round++) {
			clear();
			createFamilies();
			atOnce(random(random, FAMILY_WORKS, null));
			assertFamilies();
			auditAgreesWithTheTables();
		}
	}

	private <T> List<Runnable> random(Random random, List<Work<T>> works, T of) {
		List<Runnable> some = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			Work<T> work = works.get(random.nextInt(works.size()));
			some.add(() -> work.work.accept(this, of));
		}
		return some;
	}

	private void create(Kind kind) {
		List<Object> rows = get(() -> {
			List<Object> created = new ArrayList<>();
			for (int number = 0; number < 7; number++) {
				Object row = kind.row.create(number);
				em().persist(row);
				created.add(row);
			}
			return created;
		});
		this.gone = (Long) id(rows.get(4));
		this.application.clock().tick();
		bulk("delete from %s e where e.name in ('3', '4')".formatted(kind.entity));
		this.application.clock().tick();
		bulk("delete from %s e where e.name in ('5', '6')".formatted(kind.entity));
		this.application.clock().tick();
	}

	// p with a child that was deleted alone, q, and one that is deleted with all it has
	private void createFamilies() {
		Parent p = saved(new Parent("p"));
		saved(new Parent("q"));
		saved(new Parent("gone"));
		this.gone = p.mapped.get(1).id;
		this.application.clock().tick();
		bulk("delete from MappedChild c where c.name = 'p1'");
		this.application.clock().tick();
		bulk("delete from Parent p where p.name = 'gone'");
		this.application.clock().tick();
	}

	private void removeOne(Kind kind) {
		em().createQuery("select e from %s e where e.name = '1'".formatted(kind.entity), Object.class)
			.getResultList()
			.forEach(em()::remove);
	}

	private Parent parent(String name) {
		return em().createQuery("select p from Parent p where p.name = :name", Parent.class)
			.setParameter("name", name)
			.getSingleResultOrNull();
	}

	private void move(String child, String to) {
		Parent parent = parent(to);
		em().createQuery("select c from MappedChild c where c.name = :name", MappedChild.class)
			.setParameter("name", child)
			.getResultList()
			.forEach((moved) -> moved.parent = parent);
	}

	private Object id(Object row) {
		return em().getEntityManagerFactory().getPersistenceUnitUtil().getIdentifier(row);
	}

	private void assertFamilies() {
		for (String table : List.of("parent", "mapped_child", "column_child", "linked_child", "orphan_child", "lid",
				"seal", "chest", "note", "paper", "inset", "car", "truck")) {
			assertHistories(table);
		}
	}

	/**
	 * Assert, in the order of the revisions' numbers, that a row is created or restored
	 * only where there is no live one, changed and deleted only where there is, and
	 * purged once it is deleted, and that it is at the end what its history says.
	 */
	private void assertHistories(String table) {
		boolean stamped = isColumn(table, "deletion_id");
		if (stamped) {
			assertStamped(table);
		}
		String live = isColumn(table, "gone") ? "gone = false"
				: isColumn(table, "gone_at") ? "gone_at is null" : "deleted_at is null";
		for (Long id : this.application.jdbc()
			.queryForList("select distinct id from %s_aud".formatted(table), Long.class)) {
			List<Integer> types = this.application.jdbc()
				.queryForList("select revtype from %s_aud where id = ? order by rev".formatted(table), Integer.class,
						id);
			boolean there = count("select count(*) from %s where id = ?".formatted(table), id) > 0;
			boolean isLive = count("select count(*) from %s where id = ? and %s".formatted(table, live), id) > 0;
			String description = "%s %d: %s".formatted(table, id, types);
			assertThat(types.get(types.size() - 1) != 2).as(description).isEqualTo(isLive);
			for (int i = 0; i < types.size(); i++) {
				boolean before = i > 0 && types.get(i - 1) != 2;
				boolean purged = !there && i == types.size() - 1 && types.get(i) == 2;
				assertThat(before).as(description).isEqualTo(types.get(i) != 0 && !purged);
			}
		}
		assertThat(count("select count(*) from %s t where not exists (select 1 from %s_aud a where a.id = t.id)"
			.formatted(table, table))).isZero();
	}

	private boolean isColumn(String table, String column) {
		return this.application.jdbc()
			.query("select * from %s where 1 = 0".formatted(table), (ResultSetExtractor<Boolean>) (result) -> {
				ResultSetMetaData metaData = result.getMetaData();
				for (int i = 1; i <= metaData.getColumnCount(); i++) {
					if (metaData.getColumnLabel(i).equalsIgnoreCase(column)) {
						return true;
					}
				}
				return false;
			});
	}

	private static Item item(int number) {
		return new Item(name(number), number, null);
	}

	private static Thing thing(Thing zero, Thing one, Thing two, int number) {
		return BulkModel.named(List.of(zero, one, two).get(number % 3), name(number));
	}

	private static String name(int number) {
		return String.valueOf(number);
	}

	private static <T> Specification<T> any() {
		return (root, query, builder) -> builder.isNotNull(root.get("name"));
	}

	private static <T> Specification<T> named(String... names) {
		return (root, query, builder) -> root.get("name").in((Object[]) names);
	}

	private record Kind(String entity, Class<? extends SoftDeleteRepository<?, Long>> repository, List<String> tables,
			Rows row) {

		boolean isFirst() {
			return KINDS.indexOf(this) == 0;
		}

		@SuppressWarnings("unchecked")
		SoftDeleteRepository<Object, Object> repository(OverlapContract test) {
			return (SoftDeleteRepository<Object, Object>) (SoftDeleteRepository<?, ?>) test.bean(this.repository);
		}

		@Override
		public String toString() {
			return this.entity;
		}

	}

	private interface Rows {

		Object create(int number);

	}

	private record Work<T>(String name, BiConsumer<OverlapContract, T> work) {

		boolean isOfMany() {
			return !this.name.endsWith(" one") && !this.name.contains(" a child");
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
