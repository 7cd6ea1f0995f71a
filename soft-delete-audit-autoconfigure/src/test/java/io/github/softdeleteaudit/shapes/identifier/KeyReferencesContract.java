package io.github.softdeleteaudit.shapes.identifier;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Book;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.BookRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Cell;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.CellId;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.CellRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Chapter;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.ChapterId;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.ChapterRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Friendship;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.FriendshipId;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.FriendshipRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.IdentifierApplication;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Membership;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.MembershipRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Corner;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Figure;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.FigureRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Garden;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.GardenRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Leaf;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.LeafRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Nested;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.NestedRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Note;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Passport;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Person;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.PersonRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Profile;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Reservation;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.ReservationRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Seat;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.SeatId;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.SeatRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Ticket;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.TicketRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Verse;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.VerseRepository;
import io.github.softdeleteaudit.shapes.identifier.IdentifierModel.Visa;
import io.github.softdeleteaudit.softdelete.StillReferencedException;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.orm.ObjectOptimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * References, cascades, links and derived queries by identifiers of several columns and
 * of other entities.
 */
abstract class KeyReferencesContract extends ShapeContract {

	private int number = 100;

	private SeatRepository seats;

	private CellRepository cells;

	KeyReferencesContract(TestDatabase database) {
		super(database, IdentifierApplication.class);
	}

	private int next() {
		this.seats = bean(SeatRepository.class);
		this.cells = bean(CellRepository.class);
		return this.number += 10;
	}

	/** Two seats whose columns are swapped, each with tickets and notes. */
	private List<SeatId> seats(int n) {
		return Stream.of(new Seat("a", "b", n), new Seat("b", "a", n)).map((seat) -> {
			for (int i = 1; i <= 2; i++) {
				new Ticket(seat, "ticket " + i);
				seat.notes.add(new Note("note " + i));
			}
			return saved(seat).id;
		}).toList();
	}

	private Person person(String name) {
		return saved(new Person(name));
	}

	private Seat seat(SeatId id) {
		return em().find(Seat.class, id);
	}

	private List<String> marked(String table) {
		return contents().rows().get(table).stream().filter((row) -> !row.contains("deleted_at=null")).toList();
	}

	@Test
	void aDeletionTakesTheChildrenOfThisRowAlong() {
		List<SeatId> ids = seats(next());
		Long earlier = get(() -> seat(ids.get(0)).tickets.iterator().next().id);
		bean(TicketRepository.class).deleteById(earlier);
		this.application.clock().tick();
		int tickets = marked("ticket").size();
		int notes = marked("note").size();
		deleteAndRestore(this.seats, ids.get(0), () -> {
			this.seats.deleteById(ids.get(0));
			em().flush();
			assertThat(seat(ids.get(1)).tickets).hasSize(2);
			assertThat(seat(ids.get(1)).notes).hasSize(2);
		});
		assertThat(marked("ticket")).hasSize(tickets);
		this.seats.deleteById(ids.get(0));
		assertThat(marked("ticket")).hasSize(tickets + 1);
		assertThat(marked("note")).hasSize(notes + 2);
		Tables before = contents();
		assertThat(this.seats.restore(ids.get(0)).id).isEqualTo(ids.get(0));
		tx(() -> {
			assertThat(seat(ids.get(0)).tickets).hasSize(1);
			assertThat(seat(ids.get(0)).notes).hasSize(2);
		});
		this.seats.deleteById(ids.get(1));
		assertThat(contents()).isNotEqualTo(before);
		tx(() -> assertThat(seat(ids.get(0)).tickets).hasSize(1));
	}

	@Test
	void anOrphanIsDeletedAndItsForeignKeyStays() {
		List<SeatId> ids = seats(next());
		Tables unmarked = unmarkedContents();
		int tickets = marked("ticket").size();
		tx(() -> seat(ids.get(0)).tickets.removeIf((ticket) -> ticket.name.equals("ticket 1")));
		assertThat(marked("ticket")).hasSize(tickets + 1);
		assertThat(unmarkedContents()).isEqualTo(unmarked);
	}

	@Test
	void aForeignKeyOfSeveralColumnsShowsItsDeletedTargetAndStays() {
		int n = next();
		List<SeatId> ids = seats(n);
		Long ticket = get(() -> {
			Ticket lone = new Ticket();
			lone.name = "lone";
			lone.seat = seat(ids.get(0));
			em().persist(lone);
			return lone.id;
		});
		// the lone ticket is live, as if added since
		this.seats.deleteById(ids.get(0));
		this.application.jdbc()
			.update("update ticket set deleted_at = null, deleted_by = null, deletion_id = null where id = ?", ticket);
		Tables before = unmarkedContents();
		tx(() -> {
			Ticket found = em().find(Ticket.class, ticket);
			assertThat(found.seat.getDeletedAt()).isNotNull();
			assertThat(((Seat) Hibernate.unproxy(found.seat)).id).isEqualTo(ids.get(0));
		});
		tx(() -> assertThat(
				em().createQuery("select t from Ticket t join fetch t.seat s where t.id = :id", Ticket.class)
					.setParameter("id", ticket)
					.getSingleResult().seat.name)
			.isEqualTo("seat " + ids.get(0)));
		tx(() -> em().find(Ticket.class, ticket).name = "changed");
		tx(() -> em().find(Ticket.class, ticket).name = "lone");
		assertThat(unmarkedContents()).isEqualTo(before);
	}

	@Test
	void aTreeGoesByItsKeyOfTwoColumns() {
		int n = next();
		for (Cell root : List.of(new Cell(n, n + 1), new Cell(n + 1, n))) {
			Cell child = new Cell(root.x + 100_000, root.a);
			child.parent = root;
			root.children.add(child);
			Cell grandchild = new Cell(root.x + 200_000, root.a);
			grandchild.parent = child;
			child.children.add(grandchild);
			saved(root);
		}
		int cells = marked("cell").size();
		deleteAndRestore(this.cells, new CellId(n, n + 1));
		this.cells.deleteById(new CellId(n + 1, n));
		assertThat(marked("cell")).hasSize(cells + 3);
		assertThat(this.cells.existsById(new CellId(n + 100_000, n + 1))).isTrue();
		assertThat(this.cells.existsById(new CellId(n + 100_001, n))).isFalse();
		this.cells.restore(new CellId(n + 1, n));
		assertThat(marked("cell")).hasSize(cells);
	}

	Stream<Links> links() {
		return Stream.of(new Links("seat_cells", (seat) -> seat.cells), new Links("seat_bagged", (seat) -> seat.bagged),
				new Links("seat_turned", (seat) -> seat.turned), new Links("seat_keyed", (seat) -> seat.keyed));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("links")
	void emptyingAndRefillingKeepsHiddenLinks(Links links) {
		int n = next();
		CellId hidden = new CellId(n, n + 1);
		CellId shown = new CellId(n + 1, n);
		CellId another = new CellId(n, n);
		List<SeatId> ids = linkedSeats(n, links, List.of(hidden, shown, another));
		Tables before = contents();
		this.cells.deleteById(hidden);
		for (Consumer<Seat> change : List.<Consumer<Seat>>of((seat) -> links.of(seat).clear(),
				(seat) -> links.of(seat).removeIf((cell) -> cell.key().equals(shown)),
				(seat) -> new ArrayList<>(links.of(seat)).forEach(links.of(seat)::remove))) {
			tx(() -> {
				Collection<Cell> cells = links.of(seat(ids.get(0)));
				assertThat(cells).extracting(Cell::key).containsExactlyInAnyOrder(shown, another);
				change.accept(seat(ids.get(0)));
			});
			assertThat(this.<String>linksOf(links, ids.get(0))).anyMatch((row) -> isTo(row, links, hidden))
				.noneMatch((row) -> isTo(row, links, shown));
			assertThat(linksOf(links, ids.get(1))).hasSize(3);
			tx(() -> {
				for (CellId id : List.of(shown, another)) {
					Cell cell = em().find(Cell.class, id);
					if (!links.of(seat(ids.get(0))).contains(cell)) {
						links.of(seat(ids.get(0))).add(cell);
					}
				}
			});
		}
		this.cells.restore(hidden);
		assertThat(contents()).isEqualTo(before);
		tx(() -> assertThat(links.of(seat(ids.get(0)))).extracting(Cell::key)
			.containsExactlyInAnyOrder(hidden, shown, another));
	}

	@Test
	void replacingACollectionKeepsHiddenLinks() {
		int n = next();
		CellId hidden = new CellId(n, n + 1);
		CellId shown = new CellId(n + 1, n);
		Links links = new Links("seat_bagged", (seat) -> seat.bagged);
		List<SeatId> ids = linkedSeats(n, links, List.of(hidden, shown));
		Tables before = contents();
		this.cells.deleteById(hidden);
		tx(() -> seat(ids.get(0)).bagged = new ArrayList<>(seat(ids.get(0)).bagged));
		tx(() -> seat(ids.get(0)).bagged.add(em().find(Cell.class, shown)));
		assertThat(linksOf(links, ids.get(0))).hasSize(3);
		tx(() -> seat(ids.get(0)).bagged.remove(0));
		this.cells.restore(hidden);
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void linksToAKeyOfReferencesAreKept() {
		Person one = person("one");
		Person another = person("another");
		assertHiddenLinksStay(bean(FriendshipRepository.class), (seat) -> seat.friendships,
				() -> List.of(new Friendship(em().find(Person.class, one.id), em().find(Person.class, another.id)),
						new Friendship(em().find(Person.class, another.id), em().find(Person.class, one.id))));
	}

	@Test
	void linksToANestedKeyAreKept() {
		int n = next();
		assertHiddenLinksStay(bean(NestedRepository.class), (seat) -> seat.nested,
				() -> List.of(new Nested(n, n + 1, n + 2), new Nested(n + 1, n + 2, n), new Nested(n + 2, n, n + 1),
						new Nested(n, n + 2, n + 1), new Nested(n + 2, n + 1, n), new Nested(n + 1, n, n + 2)));
	}

	@Test
	void linksToAKeyInSeveralTablesAreKept() {
		int n = next();
		assertHiddenLinksStay(bean(GardenRepository.class), (seat) -> seat.gardens,
				() -> List.of(new Garden(n, n + 1), new Garden(n + 1, n), new Garden(n, n)));
		assertHiddenLinksStay(bean(FigureRepository.class), (seat) -> seat.figures,
				() -> List.of(new Corner(n, n + 1), new Corner(n + 1, n), new Figure(n, n), new Figure(n + 1, n + 2)));
	}

	@Test
	void aCollectionOfRowsWhoseKeyIsInSeveralTablesShowsLiveOnes() {
		int n = next();
		Seat seat = new Seat("a", "b", n);
		List<Garden> gardens = List.of(new Garden(n, n + 1), new Garden(n + 1, n), new Garden(n, n));
		gardens.forEach((garden) -> {
			garden.seat = seat;
			seat.ownGardens.add(garden);
		});
		saved(seat);
		GardenRepository repository = bean(GardenRepository.class);
		for (Garden hidden : gardens) {
			deleteAndRestore(repository, hidden.id, () -> {
				repository.deleteById(hidden.id);
				em().flush();
				em().clear();
				assertThat(seat(seat.id).ownGardens).extracting((garden) -> garden.id)
					.hasSize(2)
					.doesNotContain(hidden.id);
			});
		}
		repository.deleteById(gardens.get(0).id);
		this.application.clock().tick();
		int marked = marked("plot").size();
		deleteAndRestore(this.seats, seat.id);
		assertThat(marked("plot")).hasSize(marked);
		assertThat(repository.existsDeletedById(gardens.get(0).id)).isTrue();
	}

	@Test
	void linksToAKeyOfAReferenceToAKeyOfAReferenceAreKept() {
		Book book = saved(new Book("book", 0));
		// so that every order of the three values is the key of a row
		int id = book.id.intValue();
		Book another = saved(new Book("another", 0));
		int anotherId = another.id.intValue();
		assertHiddenLinksStay(bean(VerseRepository.class), (seat) -> seat.verses, () -> {
			List<Verse> verses = new ArrayList<>();
			for (Book of : List.of(em().find(Book.class, book.id), em().find(Book.class, another.id))) {
				for (int chapterNumber : List.of(id, anotherId)) {
					Chapter chapter = new Chapter(of, chapterNumber);
					em().persist(chapter);
					verses.add(new Verse(chapter, id));
					verses.add(new Verse(chapter, anotherId));
				}
			}
			return verses;
		});
	}

	// for each of the linked rows: it alone is deleted, and its link alone is kept
	private <T, ID> void assertHiddenLinksStay(SoftDeleteRepository<T, ID> repository,
			Function<Seat, Collection<T>> links, Supplier<List<T>> targets) {
		int n = next();
		List<ID> ids = get(() -> {
			List<T> made = targets.get();
			made.forEach(em()::persist);
			em().flush();
			for (Seat seat : List.of(new Seat("a", "b", n), new Seat("b", "a", n))) {
				links.apply(seat).addAll(made);
				em().persist(seat);
			}
			return made.stream().map(this::<T, ID>idOf).toList();
		});
		Tables before = contents();
		for (ID hidden : ids) {
			repository.deleteById(hidden);
			tx(() -> links.apply(seat(new SeatId("a", "b", n))).clear());
			Tables emptied = contents();
			tx(() -> links.apply(seat(new SeatId("a", "b", n)))
				.addAll(repository.findAllById(ids.stream().filter((id) -> !id.equals(hidden)).toList())));
			assertThat(contents()).isNotEqualTo(emptied);
			repository.restore(hidden);
			assertThat(contents()).isEqualTo(before);
		}
	}

	@Test
	void deletingEitherEndKeepsItsLinks() {
		int n = next();
		Links links = new Links("seat_turned", (seat) -> seat.turned);
		List<SeatId> ids = linkedSeats(n, links, List.of(new CellId(n, n + 1), new CellId(n + 1, n)));
		deleteAndRestore(this.seats, ids.get(0));
		deleteAndRestore(this.cells, new CellId(n, n + 1));
		Tables before = contents();
		tx(() -> {
			this.cells.deleteById(new CellId(n, n + 1));
			this.seats.deleteById(ids.get(0));
		});
		this.seats.restore(ids.get(0));
		this.cells.restore(new CellId(n, n + 1));
		assertThat(contents()).isEqualTo(before);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("links")
	void aPurgeRemovesTheLinksOfThisRowAlone(Links links) {
		int n = next();
		CellId purged = new CellId(n, n + 1);
		List<SeatId> ids = linkedSeats(n, links, List.of(purged, new CellId(n + 1, n), new CellId(n, n)));
		this.cells.deleteById(purged);
		this.cells.purge(purged);
		for (SeatId id : ids) {
			assertThat(linksOf(links, id)).hasSize(2).noneMatch((row) -> isTo(row, links, purged));
		}
		this.seats.deleteById(ids.get(0));
		this.seats.purge(ids.get(0));
		assertThat(linksOf(links, ids.get(0))).isEmpty();
		assertThat(linksOf(links, ids.get(1))).hasSize(2);
		assertThat(this.cells.existsById(new CellId(n + 1, n))).isTrue();
	}

	private List<SeatId> linkedSeats(int n, Links links, List<CellId> cells) {
		return get(() -> {
			cells.forEach((id) -> em().persist(new Cell(id.x, id.a)));
			List<SeatId> ids = new ArrayList<>();
			for (Seat seat : List.of(new Seat("a", "b", n), new Seat("b", "a", n))) {
				cells.forEach((id) -> links.of(seat).add(em().find(Cell.class, id)));
				em().persist(seat);
				ids.add(seat.id);
			}
			return ids;
		});
	}

	private List<String> linksOf(Links links, SeatId id) {
		return contents().rows()
			.get(links.table)
			.stream()
			.filter((row) -> row.contains("west=" + id.west) && row.contains("east=" + id.east)
					&& row.contains("number=" + id.number))
			.toList();
	}

	// the unique key holds the values of the identifier the other way round
	private static boolean isTo(String row, Links links, CellId id) {
		return links.table.equals("seat_keyed") ? row.contains("c_v=" + id.a) && row.contains("c_b=" + id.x)
				: row.contains("_x=" + id.x) && row.contains("_a=" + id.a);
	}

	@Test
	void theDeletionOfABookIsUndoneByItsKeysOfReferences() {
		BookRepository books = bean(BookRepository.class);
		next();
		List<Long> ids = Stream.of("one", "another").map((title) -> {
			Book book = new Book(title, 3);
			book.chapters.forEach((chapter) -> {
				new Verse(chapter, 1);
				new Verse(chapter, 2);
			});
			return saved(book).id;
		}).toList();
		ChapterRepository chapters = bean(ChapterRepository.class);
		VerseRepository verses = bean(VerseRepository.class);
		chapters.deleteById(new ChapterId(ids.get(0), 2));
		this.application.clock().tick();
		long live = verses.count();
		deleteAndRestore(books, ids.get(0));
		books.deleteById(ids.get(0));
		assertThat(verses.count()).isEqualTo(live - 4);
		assertThat(chapters.existsById(new ChapterId(ids.get(1), 1))).isTrue();
		books.restore(ids.get(0));
		assertThat(verses.count()).isEqualTo(live);
		assertThat(chapters.existsDeletedById(new ChapterId(ids.get(0), 2))).isTrue();
		tx(() -> {
			List<Chapter> restored = em().find(Book.class, ids.get(0)).chapters;
			assertThat(restored).extracting((chapter) -> chapter.number).containsExactlyInAnyOrder(1, 3);
			assertThat(restored.get(0).verses).hasSize(2);
		});
		chapters.restore(new ChapterId(ids.get(0), 2));
		assertThat(verses.count()).isEqualTo(live + 2);
	}

	@Test
	void aDeletionOfMoreRowsThanFitInOneStatementIsUndone() {
		next();
		Book book = new Book("large", 1201);
		book.chapters.forEach((chapter) -> new Verse(chapter, 1));
		saved(book);
		deleteAndRestore(bean(BookRepository.class), book.id);
	}

	@Test
	void aDeletionTakesAlongWhatHasTheSameKey() {
		next();
		Person person = new Person("one");
		Person another = new Person("another");
		tx(() -> {
			for (Person owner : List.of(person, another)) {
				em().persist(owner);
				em().persist(new Profile(owner));
				em().persist(new Passport(owner));
				em().persist(new Visa(owner));
			}
		});
		PersonRepository people = bean(PersonRepository.class);
		deleteAndRestore(people, person.id, () -> {
			people.deleteById(person.id);
			em().flush();
			assertThat(em().find(Profile.class, person.id)).isNull();
			assertThat(em().find(Passport.class, person.id)).isNull();
			assertThat(em().find(Profile.class, another.id)).isNotNull();
			assertThat(em().find(Passport.class, another.id)).isNotNull();
		});
		tx(() -> {
			Person found = em().find(Person.class, person.id);
			assertThat(found.profile.links).hasSize(1);
			assertThat(found.passport.number).isEqualTo("number");
			assertThat(found.visa.number).isEqualTo("number");
		});
	}

	@Test
	void anEntityWhoseOnlyIdIsAReferenceIsDeleted() {
		next();
		Person person = person("one");
		Person another = person("another");
		Person third = person("third");
		tx(() -> List.of(person, another, third)
			.forEach((owner) -> em().persist(new Passport(em().find(Person.class, owner.id)))));
		Tables before = unmarkedContents();
		int marked = marked("passport").size();
		tx(() -> em().remove(em().find(Passport.class, person.id)));
		bean(EntityManagerFactory.class).unwrap(SessionFactory.class)
			.inStatelessTransaction((session) -> session
				.delete(session.createSelectionQuery("from Passport where person.id = :id", Passport.class)
					.setParameter("id", third.id)
					.getSingleResult()));
		assertThat(unmarkedContents()).isEqualTo(before);
		assertThat(marked("passport")).hasSize(marked + 2)
			.anyMatch((row) -> row.contains("person_id=" + person.id))
			.anyMatch((row) -> row.contains("person_id=" + third.id));
		tx(() -> {
			assertThat(em().find(Passport.class, person.id)).isNull();
			assertThat(em().find(Passport.class, another.id)).isNotNull();
			assertThat(em().find(Person.class, person.id).passport).isNull();
			assertThat(em().find(Person.class, third.id).passport).isNull();
			assertThat(em().find(Person.class, another.id).passport).isNotNull();
		});
	}

	Stream<Keyed<?, ?>> keyed() {
		return Stream.of(
				new Keyed<>(bean(LeafRepository.class), (n) -> new Leaf(persistedBook(), 1),
						(leaf) -> bean(BookRepository.class).deleteById(leaf.id.book.getId())),
				new Keyed<>(bean(ChapterRepository.class), (n) -> new Chapter(persistedBook(), 1),
						(chapter) -> bean(BookRepository.class).deleteById(chapter.book.id)),
				new Keyed<>(bean(FriendshipRepository.class),
						(n) -> new Friendship(persisted("one"), persisted("another")),
						(friendship) -> bean(PersonRepository.class)
							.deleteAllById(List.of(friendship.one.id, friendship.another.id))),
				new Keyed<>(bean(MembershipRepository.class),
						(n) -> new Membership(persisted("one"), persisted("another"), n),
						(membership) -> bean(PersonRepository.class)
							.deleteAllById(List.of(membership.member.id, membership.club.id))),
				new Keyed<>(bean(ReservationRepository.class), (n) -> {
					Seat seat = new Seat("a", "b", n);
					em().persist(seat);
					return new Reservation(seat);
				}, (reservation) -> this.seats.deleteById(reservation.id)));
	}

	private Book persistedBook() {
		Book book = new Book("book", 0);
		em().persist(book);
		return book;
	}

	private Person persisted(String name) {
		Person person = new Person(name);
		em().persist(person);
		return person;
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("keyed")
	<T, ID> void aRowWhoseKeyRefersToADeletedRowIsReadDeletedAndRestored(Keyed<T, ID> keyed) {
		int n = next();
		T entity = get(() -> {
			T made = keyed.entity.apply(n);
			em().persist(made);
			return made;
		});
		ID id = idOf(entity);
		keyed.deleteReferred.accept(entity);
		SoftDeleteRepository<T, ID> repository = keyed.repository;
		if (repository.existsDeletedById(id)) {
			// by a cascade
			Tables unmarked = unmarkedContents();
			repository.restore(id);
			assertThat(unmarkedContents()).isEqualTo(unmarked);
		}
		tx(() -> {
			T found = repository.findById(id).orElseThrow();
			assertThat(this.<T, ID>idOf(found)).isEqualTo(id);
		});
		assertThat(repository.findAllById(List.of(id))).hasSize(1);
		assertThat(repository.findAll()).extracting(this::<T, ID>idOf).contains(id);
		deleteAndRestore(repository, id);
		SessionFactory sessionFactory = bean(EntityManagerFactory.class).unwrap(SessionFactory.class);
		deleteAndRestore(repository, id, () -> sessionFactory
			.inStatelessTransaction((session) -> session.delete(session.get(entity.getClass(), id))));
		repository.deleteById(id);
		repository.purge(id);
		assertThat(repository.existsDeletedById(id)).isFalse();
	}

	@SuppressWarnings("unchecked")
	private <T, ID> ID idOf(T entity) {
		return (ID) bean(EntityManagerFactory.class).getPersistenceUnitUtil().getIdentifier(entity);
	}

	@Test
	void aPurgeNamesWhatRefersToAKeyOfSeveralColumns() {
		int n = next();
		List<SeatId> ids = seats(n);
		tx(() -> em().persist(new Reservation(seat(ids.get(1)))));
		this.seats.deleteById(ids.get(0));
		this.seats.deleteById(ids.get(1));
		Tables before = contents();
		assertStillReferenced(() -> this.seats.purge(ids.get(0)), "Ticket.seat", 2);
		assertThat(contents()).isEqualTo(before);
		bean(TicketRepository.class).findDeleted()
			.stream()
			.filter((ticket) -> ((SeatId) idOf(ticket.seat)).number == n)
			.forEach((ticket) -> bean(TicketRepository.class).purge(ticket.id));
		assertStillReferenced(() -> this.seats.purge(ids.get(0)), "Seat.notes", 2);
		this.application.jdbc().update("delete from note where s_number = ?", n);
		this.seats.purge(ids.get(0));
		assertStillReferenced(() -> this.seats.purge(ids.get(1)), "Reservation.seat", 1);
	}

	@Test
	void aPurgeNamesKeysThatHoldAReference() {
		next();
		Book book = saved(new Book("book", 2));
		saved(new Book("another", 1));
		bean(BookRepository.class).deleteById(book.id);
		assertStillReferenced(() -> bean(BookRepository.class).purge(book.id), "Chapter.book", 2);
		Book leaved = saved(new Book("leaved", 0));
		tx(() -> em().persist(new Leaf(em().find(Book.class, leaved.id), 1)));
		bean(BookRepository.class).deleteById(leaved.id);
		assertStillReferenced(() -> bean(BookRepository.class).purge(leaved.id), "Leaf.id.book", 1);
		Person one = person("one");
		Person another = person("another");
		tx(() -> em().persist(new Friendship(em().find(Person.class, one.id), em().find(Person.class, another.id))));
		tx(() -> em().persist(new Membership(em().find(Person.class, another.id), em().find(Person.class, one.id), 1)));
		PersonRepository people = bean(PersonRepository.class);
		people.deleteAllById(List.of(one.id, another.id));
		assertStillReferenced(() -> people.purge(one.id), "Friendship.one", 1);
		bean(FriendshipRepository.class).deleteById(new FriendshipId(one.id, another.id));
		bean(FriendshipRepository.class).purge(new FriendshipId(one.id, another.id));
		assertStillReferenced(() -> people.purge(one.id), "Membership.club", 1);
		assertStillReferenced(() -> people.purge(another.id), "Membership.member", 1);
	}

	private static void assertStillReferenced(Runnable purge, String reference, int count) {
		assertThatExceptionOfType(StillReferencedException.class).isThrownBy(purge::run).satisfies((ex) -> {
			assertThat(ex.getReference()).endsWith("$" + reference);
			assertThat(ex.getCount()).isEqualTo(count);
		});
	}

	@Test
	void derivedDeletesMarkTheRowsThatTheyName() {
		int n = next();
		saved(new Cell(n, n + 1));
		saved(new Cell(n + 1, n));
		seats(n);
		Tables unmarked = unmarkedContents();
		Tables before = contents();
		assertThat(get(() -> this.cells.deleteByXAndA(n, n + 1))).isEqualTo(1);
		assertThat(this.cells.existsById(new CellId(n + 1, n))).isTrue();
		assertThat(get(() -> this.cells.removeByX(n + 1))).extracting(Cell::key).containsExactly(new CellId(n + 1, n));
		tx(() -> this.seats.deleteByIdWestAndIdEast("b", "a"));
		assertThat(this.seats.existsById(new SeatId("a", "b", n))).isTrue();
		assertThat(this.seats.existsById(new SeatId("b", "a", n))).isFalse();
		assertThat(unmarkedContents()).isEqualTo(unmarked);
		assertThat(contents()).isNotEqualTo(before);
		Book book = saved(new Book("book", 2));
		assertThat(get(() -> bean(ChapterRepository.class).deleteByBookId(book.id))).isEqualTo(2);
		assertThat(bean(ChapterRepository.class).existsDeletedById(new ChapterId(book.id, 2))).isTrue();
	}

	@Test
	void aStaleDeleteByAKeyOfSeveralColumnsFails() {
		List<SeatId> ids = seats(next());
		Seat stale = this.seats.findById(ids.get(0)).orElseThrow();
		tx(() -> seat(ids.get(0)).name = "changed");
		Tables before = contents();
		assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class)
			.isThrownBy(() -> this.seats.delete(stale));
		assertThatExceptionOfType(ObjectOptimisticLockingFailureException.class).isThrownBy(() -> tx(() -> {
			Seat seat = seat(ids.get(1));
			this.application.inNewTransaction(() -> this.seats.deleteById(ids.get(1)));
			seat.name = "stale";
		}));
		this.seats.restore(ids.get(1));
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void elementsOfTheRightRowAreChanged() {
		int n = next();
		saved(new Cell(n, n + 1));
		saved(new Cell(n + 1, n));
		tx(() -> em().find(Cell.class, new CellId(n, n + 1)).tags = new LinkedHashSet<>(List.of("t3")));
		tx(() -> assertThat(em().find(Cell.class, new CellId(n + 1, n)).tags).hasSize(2));
		deleteAndRestore(this.cells, new CellId(n, n + 1), () -> {
			Cell cell = em().find(Cell.class, new CellId(n, n + 1));
			assertThat(cell.tags).hasSize(1);
			em().remove(cell);
		});
		tx(() -> assertThat(em().find(Cell.class, new CellId(n, n + 1)).tags).containsExactly("t3"));
	}

	/**
	 * A collection of links.
	 *
	 * @param table the table
	 * @param collection gets it
	 */
	record Links(String table, Function<Seat, Collection<Cell>> collection) {

		Collection<Cell> of(Seat seat) {
			return this.collection.apply(seat);
		}

		@Override
		public String toString() {
			return this.table;
		}

	}

	/**
	 * An entity whose identifier refers.
	 *
	 * @param repository the repository
	 * @param entity makes a new one from a number
	 * @param deleteReferred deletes what it refers to
	 */
	record Keyed<T, ID>(SoftDeleteRepository<T, ID> repository, Function<Integer, T> entity,
			Consumer<T> deleteReferred) {

		@Override
		public String toString() {
			return this.repository.getClass().getInterfaces()[0].getSimpleName();
		}

	}

}
