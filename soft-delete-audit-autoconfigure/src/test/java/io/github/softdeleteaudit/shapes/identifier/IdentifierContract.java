package io.github.softdeleteaudit.shapes.identifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Book;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.BookRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Cell;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.CellRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Chapter;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.ChapterRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Citizen;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.CitizenRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Country;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.CountryRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Device;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.DeviceRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Floor;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Friendship;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.FriendshipRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.IdentifierApplication;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Membership;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.MembershipRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Corner;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.CornerRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Figure;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.FigureRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Garden;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.GardenRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Leaf;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.LeafRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Plot;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.PlotRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Nested;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.NestedRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Numbered;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.NumberedRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Person;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Product;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.ProductRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Profile;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.ProfileRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Publication;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.PublicationRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Reading;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.ReadingRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Recorded;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.RecordedRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Reservation;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.ReservationRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Room;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.RoomRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Seat;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.SeatRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Slot;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.SlotRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Token;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.TokenRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Verse;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.VerseRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Visa;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.VisaRepository;
import io.github.softdeleteaudit.softdelete.NotDeletedException;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.orm.ObjectRetrievalFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every method on entities with identifiers of all kinds: the right row is hit, and
 * nothing is lost.
 */
abstract class IdentifierContract extends ShapeContract {

	private int number = 100;

	IdentifierContract(TestDatabase database) {
		super(database, IdentifierApplication.class);
	}

	private int next() {
		return this.number += 10;
	}

	private <T> T persisted(T entity) {
		em().persist(entity);
		return entity;
	}

	/**
	 * Three rows of each entity, of the first of which the columns of the identifier have
	 * the same values as those of the second, the other way round.
	 */
	Stream<Rows<?, ?>> rows() {
		return Stream.of(
				new Rows<>("embedded", bean(SeatRepository.class), Seat.class, 5, "id.east",
						(n) -> List.of(new Seat("a", "b", n), new Seat("b", "a", n), new Seat("a", "a", n))),
				new Rows<>("id class", bean(CellRepository.class), Cell.class, 3, "a",
						(n) -> List.of(new Cell(n, n + 1), new Cell(n + 1, n), new Cell(n, n))),
				new Rows<>("record", bean(RecordedRepository.class), Recorded.class, 1, "id.x",
						(n) -> List.of(new Recorded(n, n + 1), new Recorded(n + 1, n), new Recorded(n, n))),
				new Rows<>("nested", bean(NestedRepository.class), Nested.class, 1, "id.whole.a",
						(n) -> List.of(new Nested(n, n + 1, n + 2), new Nested(n + 1, n + 2, n),
								new Nested(n + 2, n, n + 1))),
				new Rows<>("partly generated", bean(NumberedRepository.class), Numbered.class, 1, "kind",
						(n) -> List.of(new Numbered("a"), new Numbered("b"), new Numbered("a"))),
				new Rows<>("with a reference", bean(ChapterRepository.class), Chapter.class, 3, "number",
						(n) -> List.of(new Chapter(book(), 1), new Chapter(book(), 1), new Chapter(book(), 2))),
				new Rows<>("with a reference in a reference", bean(VerseRepository.class), Verse.class, 1, "number",
						(n) -> verses()),
				new Rows<>("embedded with a reference", bean(LeafRepository.class), Leaf.class, 2, "id.number",
						(n) -> List.of(new Leaf(book(), 1), new Leaf(book(), 1), new Leaf(book(), 2))),
				new Rows<>("of a subclass's table", bean(GardenRepository.class), Garden.class, 3, "id",
						(n) -> List.of(new Garden(n, n + 1), new Garden(n + 1, n), new Garden(n, n))),
				new Rows<>("of a superclass's table", bean(PlotRepository.class), Plot.class, 3, "id.a",
						(n) -> List.of(new Garden(n, n + 1), new Plot(n + 1, n), new Garden(n, n))),
				new Rows<>("of a table of its own", bean(CornerRepository.class), Corner.class, 2, "x",
						(n) -> List.of(new Corner(n, n + 1), new Corner(n + 1, n), new Corner(n, n))),
				new Rows<>("of a table of its own, by the superclass", bean(FigureRepository.class), Figure.class, 2,
						"a", (n) -> List.of(new Corner(n, n + 1), new Figure(n + 1, n), new Corner(n, n))),
				new Rows<>("of another entity, by @MapsId", bean(ProfileRepository.class), Profile.class, 2, "id",
						(n) -> List.of(new Profile(person()), new Profile(person()), new Profile(person()))),
				new Rows<>("of another entity, by an id class", bean(VisaRepository.class), Visa.class, 1, "person",
						(n) -> List.of(new Visa(person()), new Visa(person()), new Visa(person()))),
				new Rows<>("two references", bean(FriendshipRepository.class), Friendship.class, 1, "another",
						(n) -> friendships()),
				new Rows<>("references by @MapsId", bean(MembershipRepository.class), Membership.class, 1, "id",
						(n) -> memberships(n)),
				new Rows<>("of another entity, several columns", bean(ReservationRepository.class), Reservation.class,
						1, "id",
						(n) -> List.of(new Reservation(persisted(new Seat("a", "b", n))),
								new Reservation(persisted(new Seat("b", "a", n))),
								new Reservation(persisted(new Seat("a", "a", n))))),
				new Rows<>("a string", bean(CountryRepository.class), Country.class, 2, "code",
						(n) -> List.of(new Country("a" + n, "A"), new Country("b" + n, "B"),
								new Country("c" + n, "C"))),
				new Rows<>("a UUID", bean(DeviceRepository.class), Device.class, 1, "id",
						(n) -> List.of(new Device(UUID.randomUUID(), "a"), new Device(UUID.randomUUID(), "b"),
								new Device(UUID.randomUUID(), "c"))),
				new Rows<>("persistable", bean(TokenRepository.class), Token.class, 1, "id",
						(n) -> List.of(new Token("a" + n, "A"), new Token("b" + n, "B"), new Token("c" + n, "C"))),
				new Rows<>("primitive", bean(ReadingRepository.class), Reading.class, 1, "id",
						(n) -> List.of(new Reading(), new Reading(), new Reading())),
				new Rows<>("primitive and assigned", bean(SlotRepository.class), Slot.class, 1, "number",
						(n) -> List.of(new Slot(n, "a"), new Slot(n + 1, "b"), new Slot(n + 2, "c"))),
				new Rows<>("of a user type", bean(PublicationRepository.class), Publication.class, 2, "isbn",
						(n) -> List.of(new Publication(n + "12"), new Publication(n + "21"),
								new Publication(n + "11"))),
				new Rows<>("converted", bean(RoomRepository.class), Room.class, 2, "id.floor",
						(n) -> List.of(new Room(Floor.FIRST, n), new Room(Floor.SECOND, n),
								new Room(Floor.FIRST, n + 1))),
				new Rows<>("beside a natural one", bean(CitizenRepository.class), Citizen.class, 1, "number",
						(n) -> List.of(new Citizen("a" + n), new Citizen("b" + n), new Citizen("c" + n))),
				new Rows<>("beside a natural one that changes", bean(ProductRepository.class), Product.class, 1, "shop",
						(n) -> List.of(new Product("a" + n, "b" + n), new Product("b" + n, "a" + n),
								new Product("a" + n, "a" + n))));
	}

	@SuppressWarnings("unchecked")
	private <T, ID> ID idOf(T entity) {
		return (ID) bean(EntityManagerFactory.class).getPersistenceUnitUtil().getIdentifier(entity);
	}

	private Book book() {
		return persisted(new Book("book", 0));
	}

	private Person person() {
		return persisted(new Person("person"));
	}

	private List<Verse> verses() {
		Chapter chapter = persisted(new Chapter(book(), 1));
		Chapter another = persisted(new Chapter(book(), 1));
		return List.of(new Verse(chapter, 7), new Verse(another, 7), new Verse(chapter, 8));
	}

	private List<Friendship> friendships() {
		Person one = person();
		Person another = person();
		return List.of(new Friendship(one, another), new Friendship(another, one), new Friendship(one, one));
	}

	private List<Membership> memberships(int season) {
		Person one = person();
		Person another = person();
		return List.of(new Membership(one, another, season), new Membership(another, one, season),
				new Membership(one, one, season));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	<T, ID> void everyWayToDeleteMarksTheRow(Rows<T, ID> rows) {
		SoftDeleteRepository<T, ID> repository = rows.repository;
		Map<String, BiConsumer<ID, T>> ways = Map.of("deleteById", (id, entity) -> repository.deleteById(id), "delete",
				(id, entity) -> repository.delete(entity), "deleteAllById",
				(id, entity) -> repository.deleteAllById(List.of(id)), "deleteAll",
				(id, entity) -> repository.deleteAll(List.of(entity)), "deleteAllByIdInBatch",
				(id, entity) -> repository.deleteAllByIdInBatch(List.of(id)), "deleteAllInBatch",
				(id, entity) -> repository.deleteAllInBatch(List.of(entity)), "remove",
				(id, entity) -> em().remove(em().find(rows.type, id)), "remove of a reference",
				(id, entity) -> em().remove(em().getReference(rows.type, id)));
		List<ID> ids = create(rows);
		Tables before = contents();
		Tables unmarked = unmarkedContents();
		ways.forEach((way, delete) -> {
			T detached = repository.findById(ids.get(0)).orElseThrow();
			this.application.clock().tick();
			tx(() -> delete.accept(ids.get(0), detached));
			assertThat(unmarkedContents()).as(way).isEqualTo(unmarked);
			assertThat(repository.existsDeletedById(ids.get(0))).as(way).isTrue();
			assertThat(repository.findById(ids.get(0))).as(way).isEmpty();
			assertThat(repository.findAllById(ids)).as(way)
				.extracting(this::<T, ID>idOf)
				.containsExactlyInAnyOrder(ids.get(1), ids.get(2));
			tx(() -> repository.restore(ids.get(0)));
			assertThat(contents()).as(way).isEqualTo(before);
		});
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	<T, ID> void aStatelessDeleteMarksTheRow(Rows<T, ID> rows) {
		List<ID> ids = create(rows);
		SessionFactory sessionFactory = bean(EntityManagerFactory.class).unwrap(SessionFactory.class);
		deleteAndRestore(rows.repository, ids.get(0), () -> sessionFactory.inStatelessTransaction((session) -> {
			session.delete(session.get(rows.type, ids.get(0)));
			assertThat(session.get(rows.type, ids.get(0))).isNull();
			assertThat(session.get(rows.type, ids.get(1))).isNotNull();
		}));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	<T, ID> void deletedRowsAreFoundAndLiveOnesAreNot(Rows<T, ID> rows) {
		SoftDeleteRepository<T, ID> repository = rows.repository;
		List<ID> ids = create(rows);
		long deleted = repository.countDeleted();
		tx(() -> repository.deleteAllById(List.of(ids.get(2), ids.get(0))));
		assertThat(repository.countDeleted()).isEqualTo(deleted + 2);
		assertThat(repository.findDeleted()).extracting(this::<T, ID>idOf)
			.contains(ids.get(0), ids.get(2))
			.doesNotContain(ids.get(1));
		assertThat(repository.findDeletedById(ids.get(0))).get().extracting(this::<T, ID>idOf).isEqualTo(ids.get(0));
		assertThat(repository.findDeletedById(ids.get(1))).isEmpty();
		assertThat(repository.existsDeletedById(ids.get(0))).isTrue();
		assertThat(repository.existsDeletedById(ids.get(1))).isFalse();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	<T, ID> void pagesOfDeletedRowsAreStable(Rows<T, ID> rows) {
		SoftDeleteRepository<T, ID> repository = rows.repository;
		List<ID> ids = create(rows);
		tx(() -> repository.deleteAllById(ids));
		for (Sort sort : List.of(Sort.unsorted(), Sort.by("deletedBy"), Sort.by(rows.path))) {
			List<ID> paged = new ArrayList<>();
			Page<T> page = repository.findDeleted(PageRequest.of(0, 1, sort));
			assertThat(page.getTotalElements()).isEqualTo(repository.countDeleted());
			page.forEach((entity) -> paged.add(idOf(entity)));
			while (page.hasNext()) {
				page = repository.findDeleted(page.nextPageable());
				page.forEach((entity) -> paged.add(idOf(entity)));
			}
			assertThat(paged).doesNotHaveDuplicates().containsAll(ids).hasSize((int) repository.countDeleted());
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	<T, ID> void aPurgeRemovesNoOtherRow(Rows<T, ID> rows) {
		SoftDeleteRepository<T, ID> repository = rows.repository;
		List<ID> ids = create(rows);
		assertThatExceptionOfType(NotDeletedException.class).isThrownBy(() -> repository.purge(ids.get(0)));
		tx(() -> repository.deleteAllById(List.of(ids.get(0), ids.get(1))));
		Tables before = contents();
		tx(() -> repository.purge(ids.get(0)));
		assertThat(repository.existsDeletedById(ids.get(0))).isFalse();
		assertThat(repository.existsDeletedById(ids.get(1))).isTrue();
		assertThat(repository.existsById(ids.get(2))).isTrue();
		Tables after = contents();
		assertThat(removed(before, after)).isEqualTo(rows.size);
		assertThatExceptionOfType(ObjectRetrievalFailureException.class).isThrownBy(() -> repository.purge(ids.get(0)));
		assertThatExceptionOfType(ObjectRetrievalFailureException.class)
			.isThrownBy(() -> repository.restore(ids.get(0)));
		assertThat(contents()).isEqualTo(after);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	<T, ID> void deletingAllAndRestoringEachLeavesEverythingAsItWas(Rows<T, ID> rows) {
		SoftDeleteRepository<T, ID> repository = rows.repository;
		create(rows);
		for (Runnable delete : List.<Runnable>of(repository::deleteAll, repository::deleteAllInBatch)) {
			Tables before = contents();
			Tables unmarked = unmarkedContents();
			List<ID> all = repository.findAll().stream().map(this::<T, ID>idOf).toList();
			tx(delete);
			assertThat(repository.count()).isZero();
			assertThat(unmarkedContents()).isEqualTo(unmarked);
			tx(() -> all.forEach(repository::restore));
			assertThat(contents()).isEqualTo(before);
		}
	}

	private <T, ID> List<ID> create(Rows<T, ID> rows) {
		return get(() -> {
			List<T> entities = rows.entities.apply(next());
			entities.forEach(em()::persist);
			em().flush();
			return entities.stream().map(this::<T, ID>idOf).toList();
		});
	}

	// rows of before that are not there any more; none may have come
	private static int removed(Tables before, Tables after) {
		int removed = 0;
		for (String table : before.rows().keySet()) {
			List<String> rest = new ArrayList<>(before.rows().get(table));
			for (String row : after.rows().get(table)) {
				assertThat(rest.remove(row)).as(row).isTrue();
			}
			removed += rest.size();
		}
		return removed;
	}

	/**
	 * Rows of one entity.
	 *
	 * @param name what is special of the identifier
	 * @param repository the repository
	 * @param type the entity
	 * @param size how many rows one has, with those of its collections
	 * @param path a path of the identifier to sort by
	 * @param entities makes new rows from a number
	 */
	record Rows<T, ID>(String name, SoftDeleteRepository<T, ID> repository, Class<T> type, int size, String path,
			Function<Integer, List<T>> entities) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
