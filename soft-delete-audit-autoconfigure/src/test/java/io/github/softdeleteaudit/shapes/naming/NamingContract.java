package io.github.softdeleteaudit.shapes.naming;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.HistoryKind;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.naming.NamingModel.Admin;
import io.github.softdeleteaudit.shapes.naming.NamingModel.AtticStock;
import io.github.softdeleteaudit.shapes.naming.NamingModel.AtticStockRepository;
import io.github.softdeleteaudit.shapes.naming.NamingModel.Group;
import io.github.softdeleteaudit.shapes.naming.NamingModel.GroupRepository;
import io.github.softdeleteaudit.shapes.naming.NamingModel.Label;
import io.github.softdeleteaudit.shapes.naming.NamingModel.LabelRepository;
import io.github.softdeleteaudit.shapes.naming.NamingModel.Line;
import io.github.softdeleteaudit.shapes.naming.NamingModel.LineRepository;
import io.github.softdeleteaudit.shapes.naming.NamingModel.NamingApplication;
import io.github.softdeleteaudit.shapes.naming.NamingModel.Order;
import io.github.softdeleteaudit.shapes.naming.NamingModel.OrderRepository;
import io.github.softdeleteaudit.shapes.naming.NamingModel.Overriding;
import io.github.softdeleteaudit.shapes.naming.NamingModel.OverridingRepository;
import io.github.softdeleteaudit.shapes.naming.NamingModel.Place;
import io.github.softdeleteaudit.shapes.naming.NamingModel.PlaceRepository;
import io.github.softdeleteaudit.shapes.naming.NamingModel.PlainStock;
import io.github.softdeleteaudit.shapes.naming.NamingModel.PlainStockRepository;
import io.github.softdeleteaudit.shapes.naming.NamingModel.Shop;
import io.github.softdeleteaudit.shapes.naming.NamingModel.Stock;
import io.github.softdeleteaudit.shapes.naming.NamingModel.StockRepository;
import io.github.softdeleteaudit.shapes.naming.NamingModel.Team;
import io.github.softdeleteaudit.shapes.naming.NamingModel.TeamRepository;
import io.github.softdeleteaudit.shapes.naming.NamingModel.User;
import io.github.softdeleteaudit.shapes.naming.NamingModel.UserRepository;
import io.github.softdeleteaudit.softdelete.PhysicalDeleteException;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.softdelete.StillReferencedException;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import org.hibernate.StaleStateException;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.dao.OptimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The promises for names of every kind, whatever the naming strategy.
 */
abstract class NamingContract extends ShapeContract {

	private final Class<?> strategy;

	private final String[] properties;

	private OrderRepository orders;

	private LineRepository lines;

	private LabelRepository labels;

	private GroupRepository groups;

	private TeamRepository teams;

	private PlaceRepository places;

	private StockRepository stocks;

	private PlainStockRepository plainStocks;

	private AtticStockRepository atticStocks;

	NamingContract(TestDatabase database, Class<?> strategy, String... properties) {
		super(database, NamingApplication.class);
		this.strategy = strategy;
		this.properties = properties;
	}

	@BeforeAll
	void repositories() {
		this.orders = bean(OrderRepository.class);
		this.lines = bean(LineRepository.class);
		this.labels = bean(LabelRepository.class);
		this.groups = bean(GroupRepository.class);
		this.teams = bean(TeamRepository.class);
		this.places = bean(PlaceRepository.class);
		this.stocks = bean(StockRepository.class);
		this.plainStocks = bean(PlainStockRepository.class);
		this.atticStocks = bean(AtticStockRepository.class);
		for (String name : List.of("first", "second", "third")) {
			order("some " + name);
			this.stocks.save(new Stock(name));
			this.plainStocks.save(new PlainStock(name));
			this.atticStocks.save(new AtticStock(name));
			this.places.save(new Place(name));
			this.places.save(new Shop(name));
		}
	}

	@Override
	protected String[] properties() {
		return Stream
			.concat(Stream.of("test.naming=" + this.strategy.getName(), "spring.jpa.hibernate.ddl-auto=create-drop",
					"spring.jpa.properties.hibernate.hbm2ddl.create_namespaces=true"), Stream.of(this.properties))
			.toArray(String[]::new);
	}

	@Override
	protected Tables contents() {
		return tables((column) -> !column.startsWith("version"));
	}

	@Override
	protected Tables unmarkedContents() {
		return tables((column) -> !column.startsWith("version") && !column.startsWith("delet"));
	}

	private Tables tables(Predicate<String> columns) {
		return Tables.of(this.application.database(), columns)
			.only((table) -> !table.contains("_aud") && !table.contains("revinfo"));
	}

	private Order order(String name) {
		return get(() -> {
			Order order = new Order(name);
			order.group = this.groups.save(new Group(name));
			for (String part : List.of(" 1", " 2")) {
				order.groups.add(this.groups.save(new Group(name + part)));
				order.groups.add(this.teams.save(new Team(name + part)));
				order.teams.add(this.teams.save(new Team(name + part)));
				order.places.add(this.places.save(new Place(name + part)));
				order.places.add(this.places.save(new Shop(name + part)));
				order.labels.add(this.labels.save(new Label(name + part)));
				new Line(order, name + part);
			}
			return this.orders.save(order);
		});
	}

	private static <T> T any(Iterable<T> elements) {
		return elements.iterator().next();
	}

	private void inOrder(Order order, Consumer<Order> work) {
		tx(() -> work.accept(this.orders.findById(order.id).orElseThrow()));
	}

	private String table(Class<?> type) {
		EntityPersister persister = bean(jakarta.persistence.EntityManagerFactory.class)
			.unwrap(SessionFactoryImplementor.class)
			.getMappingMetamodel()
			.getEntityDescriptor(type);
		return persister.getIdentifierTableMapping().getTableName();
	}

	private void nativeDelete(String table) {
		tx(() -> em().createNativeQuery("delete from " + table).executeUpdate());
	}

	private <T> void purge(SoftDeleteRepository<T, Long> repository, Long id) {
		long deleted = repository.countDeleted();
		long all = rows(contents());
		repository.deleteById(id);
		repository.purge(id);
		assertThat(repository.countDeleted()).isEqualTo(deleted);
		assertThat(rows(contents())).isLessThan(all);
	}

	private static long rows(Tables tables) {
		return tables.rows().values().stream().mapToLong(List::size).sum();
	}

	// --- every kind of table

	@Test
	void anEntityWithSubTablesIsDeletedAndRestoredWhole() {
		Order order = order("whole");
		deleteAndRestore(this.orders, order.id);
		inOrder(order, (found) -> {
			assertThat(found.details).isEqualTo("details of whole");
			assertThat(found.values).hasSize(2);
			assertThat(found.lines).hasSize(2);
			assertThat(found.groups).hasSize(4);
			assertThat(found.teams).hasSize(2);
			assertThat(found.places).hasSize(4);
			assertThat(found.labels).hasSize(2);
		});
	}

	@Test
	void aJoinedEntityIsDeletedAndRestoredThroughItsRootAndItself() {
		Team team = this.teams.save(new Team("joined"));
		deleteAndRestore(this.groups, team.id);
		deleteAndRestore(this.teams, team.id);
	}

	@Test
	void anEntityWithATableOfItsClassIsDeletedAndRestored() {
		Place place = this.places.save(new Place("place"));
		Shop shop = this.places.save(new Shop("shop"));
		deleteAndRestore(this.places, place.id);
		deleteAndRestore(this.places, shop.id);
	}

	@Test
	void anEntityInOneTableWithItsSuperclassIsDeletedAndRestored() {
		UserRepository users = bean(UserRepository.class);
		users.save(new User("other"));
		Admin admin = users.save(new Admin("admin"));
		User user = users.save(new User("user"));
		deleteAndRestore(users, admin.id);
		deleteAndRestore(users, user.id);
		assertThat(users.history(admin.id)).extracting(HistoryEntry::kind)
			.containsExactly(HistoryKind.CREATED, HistoryKind.DELETED, HistoryKind.RESTORED, HistoryKind.DELETED,
					HistoryKind.RESTORED);
	}

	@Test
	void anEntityThatOverridesTheNamesOfItsSuperclassesIsDeletedAndRestored() {
		OverridingRepository repository = bean(OverridingRepository.class);
		repository.save(new Overriding());
		Overriding overriding = get(() -> {
			Overriding created = new Overriding();
			created.name = "overriding";
			created.label = this.labels.save(new Label("one"));
			created.labels.add(this.labels.save(new Label("two")));
			created.labels.add(created.label);
			return repository.save(created);
		});
		deleteAndRestore(repository, overriding.id);
		this.labels.deleteById(overriding.label.id);
		tx(() -> {
			Overriding found = repository.findById(overriding.id).orElseThrow();
			assertThat(found.labels).hasSize(1);
			assertThat(found.label.getText()).isEqualTo("one");
			found.name = "renamed";
		});
		this.labels.restore(overriding.label.id);
		tx(() -> assertThat(repository.findById(overriding.id).orElseThrow().labels).hasSize(2));
	}

	@Test
	void everyWayToDeleteWorks() {
		Stock stock = this.stocks.save(new Stock("ways"));
		deleteAndRestore(this.stocks, stock.id, () -> em().remove(em().find(Stock.class, stock.id)));
		deleteAndRestore(this.stocks, stock.id, () -> this.stocks.deleteAllByIdInBatch(List.of(stock.id)));
		deleteAndRestore(this.stocks, stock.id, () -> this.stocks.deleteAllInBatch(List.of(stock)));
	}

	// --- reading

	@Test
	void aReferenceToADeletedRowIsLoadedAndKept() {
		Order order = order("reference");
		this.groups.deleteById(order.group.id);
		inOrder(order, (found) -> {
			assertThat(found.group.getName()).isEqualTo("reference");
			found.name = "edited";
		});
		tx(() -> {
			Order found = em().createQuery("select o from Order o join fetch o.group where o.id = :id", Order.class)
				.setParameter("id", order.id)
				.getSingleResult();
			assertThat(found.group.getName()).isEqualTo("reference");
		});
		tx(() -> assertThat(
				em().createQuery("select o from Order o order by o.group.name", Order.class).getResultList())
			.extracting((found) -> found.id)
			.contains(order.id));
		this.groups.restore(order.group.id);
	}

	@Test
	void aCollectionShowsLiveRowsOnly() {
		Order order = order("collections");
		Group group = order.groups.stream()
			.filter((candidate) -> !(candidate instanceof Team))
			.findFirst()
			.orElseThrow();
		Team linked = (Team) order.groups.stream().filter(Team.class::isInstance).findFirst().orElseThrow();
		this.groups.deleteAllById(List.of(group.id, linked.id, order.teams.get(0).id));
		this.places.deleteAllById(List.of(order.places.get(0).id, order.places.get(1).id));
		this.labels.deleteById(any(order.labels).id);
		this.lines.deleteById(any(order.lines).id);
		inOrder(order, (found) -> {
			assertThat(found.groups).hasSize(2);
			assertThat(found.teams).hasSize(1);
			assertThat(found.places).hasSize(2);
			assertThat(found.labels).hasSize(1);
			assertThat(found.lines).hasSize(1);
		});
		for (String collection : List.of("groups:2", "teams:1", "places:2", "labels:1", "lines:1")) {
			String name = collection.substring(0, collection.indexOf(':'));
			Long size = Long.valueOf(collection.substring(collection.indexOf(':') + 1));
			assertThat(get(() -> em()
				.createQuery("select count(e) from Order o join o.%s e where o.id = :id".formatted(name), Long.class)
				.setParameter("id", order.id)
				.getSingleResult())).as(name).isEqualTo(size);
		}
		SoftDeleteScope.includingDeleted(() -> {
			inOrder(order, (found) -> {
				assertThat(found.groups).hasSize(4);
				assertThat(found.teams).hasSize(2);
				assertThat(found.places).hasSize(4);
				assertThat(found.labels).hasSize(2);
				assertThat(found.lines).hasSize(2);
			});
			return null;
		});
	}

	@Test
	void emptyingACollectionKeepsTheLinksToDeletedRows() {
		Order order = order("links");
		Group group = order.groups.stream()
			.filter((candidate) -> !(candidate instanceof Team))
			.findFirst()
			.orElseThrow();
		this.groups.deleteAllById(List.of(group.id, order.teams.get(0).id));
		this.places.deleteAllById(List.of(order.places.get(0).id, order.places.get(1).id));
		this.labels.deleteById(any(order.labels).id);
		inOrder(order, (found) -> {
			found.groups.clear();
			found.teams.clear();
			found.places.clear();
			found.labels.clear();
		});
		this.groups.restore(group.id);
		this.groups.restore(order.teams.get(0).id);
		this.places.restore(order.places.get(0).id);
		this.places.restore(order.places.get(1).id);
		this.labels.restore(any(order.labels).id);
		inOrder(order, (found) -> {
			assertThat(found.groups).hasSize(1);
			assertThat(found.teams).hasSize(1);
			assertThat(found.places).hasSize(2);
			assertThat(found.labels).hasSize(1);
		});
	}

	// --- updating

	@Test
	void aStaleDeleteFails() {
		Order order = order("stale delete");
		inOrder(order, (found) -> found.name = "edited");
		Tables before = contents();
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> this.orders.delete(order));
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void aStaleUpdateOfADeletedRowFails() {
		Team team = this.teams.save(new Team("stale"));
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> this.application.inTransaction(() -> {
				Team found = this.teams.findById(team.id).orElseThrow();
				this.application.inNewTransaction(() -> this.teams.deleteById(team.id));
				found.motto = "too late";
			}))
			.withRootCauseInstanceOf(StaleStateException.class);
		assertThat(this.teams.findDeletedById(team.id).orElseThrow().motto).isEqualTo("motto of stale");
		this.teams.restore(team.id);
	}

	// --- purging

	@Test
	void aPurgeTakesAllRowsOfAnEntityAndNoOthers() {
		long before = rows(contents());
		Order order = order("purge");
		this.orders.deleteById(order.id);
		assertThatExceptionOfType(StillReferencedException.class).isThrownBy(() -> this.orders.purge(order.id));
		order.lines.forEach((line) -> this.lines.purge(line.id));
		assertThatExceptionOfType(StillReferencedException.class).isThrownBy(() -> this.orders.purge(order.id));
		this.orders.restore(order.id);
		inOrder(order, (found) -> found.labels.clear());
		this.orders.deleteById(order.id);
		this.orders.purge(order.id);
		order.labels.forEach((label) -> purge(this.labels, label.id));
		order.teams.forEach((team) -> purge(this.teams, team.id));
		order.groups.forEach((group) -> purge(this.groups, group.id));
		order.places.forEach((place) -> purge(this.places, place.id));
		purge(this.groups, order.group.id);
		assertThat(rows(contents())).isEqualTo(before);
	}

	@Test
	void aPurgeRemovesTheLinksToTheRow() {
		Order order = order("incoming");
		long before = rows(contents());
		purge(this.teams, order.teams.get(0).id);
		// both of its tables, and the link
		assertThat(rows(contents())).isEqualTo(before - 3);
		purge(this.places, order.places.get(1).id);
		assertThat(rows(contents())).isEqualTo(before - 5);
	}

	// --- tables of one name in several schemas

	@Test
	void aTableOfTheSameNameElsewhereIsLeftAlone() {
		Stock stock = this.stocks.save(new Stock("ours"));
		PlainStock plain = this.plainStocks.save(new PlainStock("plain"));
		AtticStock attic = this.atticStocks.save(new AtticStock("attic"));
		long before = rows(contents());
		deleteAndRestore(this.stocks, stock.id);
		this.plainStocks.delete(plain);
		this.atticStocks.deleteById(attic.id);
		assertThat(rows(contents())).isEqualTo(before - 2);
		assertThat(this.stocks.existsById(stock.id)).isTrue();
	}

	@Test
	void aBulkDeleteOfATableOfTheSameNameElsewhereIsPhysical() {
		PlainStock plain = this.plainStocks.save(new PlainStock("plain bulk"));
		AtticStock attic = this.atticStocks.save(new AtticStock("attic bulk"));
		long before = rows(contents());
		this.plainStocks.deleteAllInBatch(List.of(plain));
		tx(() -> em().createQuery("delete from AtticStock s where s.id = :id")
			.setParameter("id", attic.id)
			.executeUpdate());
		assertThat(rows(contents())).isEqualTo(before - 2);
	}

	@Test
	void aNativeDeleteIsRefusedForOurTableAlone() {
		Tables before = contents();
		for (Class<?> ours : List.of(Stock.class, Order.class, Line.class, Label.class, Group.class, Team.class,
				Place.class, Shop.class, User.class)) {
			assertThatExceptionOfType(PhysicalDeleteException.class).as(ours.getName())
				.isThrownBy(() -> nativeDelete(table(ours)));
			assertThatExceptionOfType(PhysicalDeleteException.class).as(ours.getName())
				.isThrownBy(() -> nativeDelete(table(ours).toUpperCase(Locale.ROOT)));
		}
		assertThat(contents()).isEqualTo(before);
		this.plainStocks.save(new PlainStock("native"));
		nativeDelete(table(PlainStock.class));
		nativeDelete(table(AtticStock.class));
		assertThat(this.plainStocks.count()).isZero();
		assertThat(this.atticStocks.count()).isZero();
		assertThat(this.stocks.count()).isGreaterThan(2);
	}

	// --- audit

	@Test
	void historyIsRecorded() {
		Order order = order("history");
		Line line = any(order.lines);
		tx(() -> this.lines.findById(line.id).orElseThrow().text = "edited");
		this.orders.deleteById(order.id);
		this.orders.restore(order.id);
		this.lines.deleteById(line.id);
		this.lines.purge(line.id);
		assertThat(this.lines.history(line.id)).extracting(HistoryEntry::kind)
			.containsExactly(HistoryKind.CREATED, HistoryKind.UPDATED, HistoryKind.DELETED, HistoryKind.RESTORED,
					HistoryKind.DELETED, HistoryKind.PURGED);
		assertThat(this.lines.history(line.id)).allSatisfy((entry) -> assertThat(entry.entity().order).isNotNull());
		assertThat(this.lines.history(line.id).get(5).entity().text).isEqualTo("edited");
		Label label = this.labels.save(new Label("history"));
		purge(this.labels, label.id);
		assertThat(this.labels.history(label.id)).extracting(HistoryEntry::kind)
			.containsExactly(HistoryKind.CREATED, HistoryKind.DELETED, HistoryKind.PURGED);
	}

}
