package io.github.softdeleteaudit.shapes.cache;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.cache.CacheModel.Book;
import io.github.softdeleteaudit.shapes.cache.CacheModel.BookRepository;
import io.github.softdeleteaudit.shapes.cache.CacheModel.CacheApplication;
import io.github.softdeleteaudit.shapes.cache.CacheModel.Passport;
import io.github.softdeleteaudit.shapes.cache.CacheModel.PassportRepository;
import io.github.softdeleteaudit.shapes.cache.CacheModel.Person;
import io.github.softdeleteaudit.shapes.cache.CacheModel.Desk;
import io.github.softdeleteaudit.shapes.cache.CacheModel.Novel;
import io.github.softdeleteaudit.shapes.cache.CacheModel.Page;
import io.github.softdeleteaudit.shapes.cache.CacheModel.PageRepository;
import io.github.softdeleteaudit.shapes.cache.CacheModel.Poster;
import io.github.softdeleteaudit.shapes.cache.CacheModel.PosterRepository;
import io.github.softdeleteaudit.shapes.cache.CacheModel.Room;
import io.github.softdeleteaudit.shapes.cache.CacheModel.RoomRepository;
import io.github.softdeleteaudit.shapes.cache.CacheModel.Seal;
import io.github.softdeleteaudit.shapes.cache.CacheModel.SealRepository;
import io.github.softdeleteaudit.shapes.cache.CacheModel.Shelf;
import io.github.softdeleteaudit.shapes.cache.CacheModel.ShelfRepository;
import io.github.softdeleteaudit.shapes.cache.CacheModel.Visitor;
import io.github.softdeleteaudit.shapes.cache.CacheModel.VisitorRepository;
import io.github.softdeleteaudit.shapes.cache.CacheModel.WhileReading;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.test.CachedMappings;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.EntityManager;
import org.hibernate.CacheMode;
import org.hibernate.Hibernate;
import org.hibernate.KeyType;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.cache.spi.support.DirectAccessRegionTemplate;
import org.hibernate.cache.spi.support.DomainDataRegionTemplate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.jpa.HibernateHints;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Caches never lie: what is deleted leaves them, what is restored is there at once, and
 * what a scope sees never gets in.
 */
// ways to load that Hibernate still has
@SuppressWarnings({ "deprecation", "removal" })
abstract class CacheContract extends ShapeContract {

	private final CacheConcurrencyStrategy strategy;

	private BookRepository books;

	private ShelfRepository shelves;

	private VisitorRepository visitors;

	private int number;

	CacheContract(TestDatabase database, CacheConcurrencyStrategy strategy) {
		super(database, CacheApplication.class);
		this.strategy = strategy;
	}

	@Override
	protected String[] properties() {
		return CachedMappings.everything(this.strategy);
	}

	@BeforeAll
	void repositories() {
		this.books = bean(BookRepository.class);
		this.shelves = bean(ShelfRepository.class);
		this.visitors = bean(VisitorRepository.class);
	}

	@AfterEach
	void nothingIsPending() {
		assertThat(WhileReading.isPending()).isFalse();
	}

	// --- entities

	@Test
	void aDeletedRowIsNotFoundInTheCache() {
		Book book = book();
		fromCache(() -> assertThat(find(book)).isNotNull());
		this.books.deleteById(book.id);
		assertNotFound(book);
		this.books.restore(book.id);
		assertFound(book);
	}

	@Test
	void aReferenceToADeletedRowShowsItAndLeavesItOutOfTheCache() {
		Book book = book();
		Long visitor = visitor(book);
		this.books.deleteById(book.id);
		for (int i = 0; i < 2; i++) {
			tx(() -> {
				Visitor found = em().find(Visitor.class, visitor);
				assertThat(found.favourite().name).isEqualTo(book.name);
				assertThat(found.favourite().getDeletedAt()).isNotNull();
			});
			assertNotFound(book);
		}
		this.books.restore(book.id);
		tx(() -> assertThat(em().find(Visitor.class, visitor).favourite().getDeletedAt()).isNull());
		assertFound(book);
	}

	@Test
	void aRestoredRowIsLiveInEveryAttributeOfItsCachedState() {
		Book book = novel();
		for (int i = 0; i < 2; i++) {
			fill(() -> find(book));
			this.books.deleteById(book.id);
			tx(() -> assertThat(this.books.findDeletedById(book.id)).isPresent());
			this.books.restore(book.id);
			fill(() -> find(book));
			fromCache(() -> assertLive(find(book), book));
		}
		tx(() -> find(book).name = "edited after the restore");
		tx(() -> assertThat(find(book).name).isEqualTo("edited after the restore"));
	}

	@Test
	void aRowThatIsEditedStaysCachedAsItIs() {
		Book book = book();
		fill(() -> find(book));
		tx(() -> find(book).name = "edited");
		fill(() -> find(book));
		fromCache(() -> {
			assertThat(find(book).name).isEqualTo("edited");
			assertLive(find(book), book);
		});
	}

	@Test
	void whatAnApplicationSetsTheAttributesOfADeletionToIsNotCached() {
		for (String attribute : List.of("deletedAt", "deletedBy")) {
			Book book = book();
			fill(() -> find(book));
			tx(() -> {
				Book found = find(book);
				ReflectionTestUtils.setField(found, SoftDeletableEntity.class, attribute,
						attribute.equals("deletedAt") ? this.application.clock().instant() : "nobody", null);
				found.name = "edited";
			});
			tx(() -> {
				assertThat(find(book).name).isEqualTo("edited");
				assertLive(find(book), book);
			});
			fromCache(() -> assertLive(find(book), book));
		}
	}

	@Test
	void aDeletionThatIsRolledBackLeavesTheRowToBeFound() {
		Book book = book();
		fill(() -> find(book));
		Tables before = contents();
		rolledBack(() -> {
			this.books.deleteById(book.id);
			em().flush();
			em().clear();
			assertThat(find(book)).isNull();
			assertThat(this.books.findDeletedById(book.id)).isPresent();
			meanwhile(() -> assertThat(find(book)).isNotNull());
		});
		assertThat(contents()).isEqualTo(before);
		// Hibernate caches it again when it is next updated
		fill(() -> assertLive(find(book), book));
		assertIsbn(book.isbn, book);
	}

	@Test
	void aRestoreThatIsRolledBackLeavesTheRowDeleted() {
		Book book = book();
		this.books.deleteById(book.id);
		Tables before = contents();
		rolledBack(() -> {
			this.books.restore(book.id);
			em().clear();
			assertThat(find(book)).isNotNull();
			assertThat(session().bySimpleNaturalId(Book.class).load(book.isbn)).isNotNull();
			meanwhile(() -> {
				assertThat(find(book)).isNull();
				assertThat(session().bySimpleNaturalId(Book.class).load(book.isbn)).isNull();
			});
		});
		assertThat(contents()).isEqualTo(before);
		assertNotFound(book);
	}

	@Test
	void aRowDeletedWhileItIsReadDoesNotComeIntoTheCache() {
		Book book = book();
		factory().getCache().evictAllRegions();
		WhileReading.once(() -> meanwhile(() -> this.books.deleteById(book.id)));
		tx(() -> assertThat(find(book)).isNotNull());
		assertNotFound(book);
		this.books.restore(book.id);
		assertFound(book);
	}

	@Test
	void nothingComesIntoTheCacheWhileRowsAreBeingDeleted() {
		Book deleted = book();
		Book other = book();
		factory().getCache().evictAllRegions();
		Statistics statistics = factory().getStatistics();
		tx(() -> {
			this.books.deleteById(deleted.id);
			em().flush();
			long puts = statistics.getSecondLevelCachePutCount();
			long naturalIds = statistics.getNaturalIdCachePutCount();
			meanwhile(() -> assertThat(session().bySimpleNaturalId(Book.class).load(deleted.isbn)).isNotNull());
			meanwhile(() -> assertThat(find(other)).isNotNull());
			assertThat(statistics.getSecondLevelCachePutCount()).isEqualTo(puts);
			assertThat(statistics.getNaturalIdCachePutCount()).isEqualTo(naturalIds);
		});
		assertNotFound(deleted);
		assertFound(other);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aSessionClosedInTheMiddleOfItsTransactionKeepsNothingElseOutOfTheCache(boolean byStatement) {
		Book book = book();
		Book other = book();
		EntityManager own = factory().createEntityManager();
		own.getTransaction().begin();
		if (byStatement) {
			own.createQuery("delete from Book b where b.id = " + book.id).executeUpdate();
		}
		else {
			own.remove(own.find(Book.class, book.id));
			own.flush();
		}
		own.getTransaction().setRollbackOnly();
		own.close();
		// Hibernate itself locks that book, and holds results of queries back for a
		// minute
		factory().unwrap(SessionFactoryImplementor.class).getCache().getTimestampsCache().getRegion().clear();
		assertFound(other);
	}

	@Test
	void aStatelessSessionClosedBeforeTheTransactionItSharesIsOverLetsNothingIntoTheCache() {
		Book book = book();
		factory().getCache().evictAllRegions();
		tx(() -> {
			try (StatelessSession shared = session().statelessWithOptions().connection().open()) {
				shared.createMutationQuery("delete from Book b where b.id = " + book.id).executeUpdate();
			}
			for (int i = 0; i < 2; i++) {
				meanwhile(() -> assertThat(find(book)).isNotNull());
			}
		});
		assertNotFound(book);
	}

	@Test
	void aRowRestoredWhileItIsReadAsAReferenceIsFoundAtOnce() {
		Book book = book();
		Long visitor = visitor(book);
		this.books.deleteById(book.id);
		factory().getCache().evictAllRegions();
		WhileReading.once(() -> meanwhile(() -> this.books.restore(book.id)));
		tx(() -> assertThat(em().find(Visitor.class, visitor).favourite().getDeletedAt()).isNotNull());
		assertFound(book);
	}

	@Test
	void aReadOnlyRowIsDeletedRestoredAndPurged() {
		SealRepository seals = bean(SealRepository.class);
		Seal seal = new Seal();
		seal.name = "seal";
		saved(seal);
		fill(() -> em().find(Seal.class, seal.id));
		deleteAndRestore(seals, seal.id);
		fill(() -> em().find(Seal.class, seal.id));
		fromCache(() -> assertThat(em().find(Seal.class, seal.id).getDeletedAt()).isNull());
		seals.deleteById(seal.id);
		assertThat(seals.findById(seal.id)).isEmpty();
		seals.purge(seal.id);
		assertThat(seals.findById(seal.id)).isEmpty();
		assertThat(seals.findDeletedById(seal.id)).isEmpty();
	}

	@Test
	void anotherRowWithTheIdOfAPurgedOneHasItsOwnCollections() {
		RoomRepository rooms = bean(RoomRepository.class);
		Room room = new Room();
		room.id = "attic";
		room.name = "first";
		room.notes.add("first");
		saved(room);
		Consumer<String> check = (name) -> tx(() -> {
			Room found = em().find(Room.class, "attic");
			assertThat(found.name).isEqualTo(name);
			assertThat(found.notes).containsExactly(name);
		});
		check.accept("first");
		deleteAndRestore(rooms, "attic");
		check.accept("first");
		rooms.deleteById("attic");
		rooms.purge("attic");
		this.application.jdbc().update("insert into room (id, name) values ('attic', 'second')");
		this.application.jdbc().update("insert into room_notes (room_id, notes) values ('attic', 'second')");
		check.accept("second");
	}

	// --- natural ids

	@Test
	void aNaturalIdLeadsToTheLiveRowAmongDeletedOnes() {
		Book first = book();
		Long visitor = visitor(first);
		assertIsbn(first.isbn, first);
		this.books.deleteById(first.id);
		assertIsbn(first.isbn, null);
		Book second = book(first.isbn);
		for (int i = 0; i < 2; i++) {
			assertIsbn(first.isbn, second);
			tx(() -> {
				assertThat(em().find(Visitor.class, visitor).favourite().isbn).isEqualTo(first.isbn);
				assertThat(session().bySimpleNaturalId(Book.class).load(first.isbn).id).isEqualTo(second.id);
			});
			assertIsbn(first.isbn, second);
			assertThat(this.books.findDeletedById(first.id)).isPresent();
			assertIsbn(first.isbn, second);
		}
		tx(() -> find(second).isbn = "other " + first.isbn);
		assertIsbn(first.isbn, null);
		assertIsbn("other " + first.isbn, second);
		this.books.restore(first.id);
		assertIsbn(first.isbn, first);
		assertIsbn("other " + first.isbn, second);
	}

	@Test
	void aNaturalIdOfARowDeletedWhileItIsReadGoesToTheNextRow() {
		Book first = book();
		factory().getCache().evictAllRegions();
		WhileReading.once(() -> meanwhile(() -> this.books.deleteById(first.id)));
		tx(() -> assertThat(session().bySimpleNaturalId(Book.class).load(first.isbn)).isNotNull());
		assertIsbn(first.isbn, null);
		Book second = book(first.isbn);
		assertIsbn(first.isbn, second);
	}

	@Test
	void aNaturalIdReadOfADeletedRowIsNeverCached() {
		Book first = book();
		Long visitor = visitor(first);
		this.books.deleteById(first.id);
		Book second = book(first.isbn);
		factory().getCache().evictAllRegions();
		tx(() -> {
			Book favourite = em().find(Visitor.class, visitor).favourite;
			Hibernate.initialize(favourite);
			meanwhile(
					() -> assertThat(session().bySimpleNaturalId(Book.class).load(first.isbn).id).isEqualTo(second.id));
		});
		assertIsbn(first.isbn, second);
	}

	@Test
	void aNaturalIdDoesNotLeadToADeletedRowWhileThatIsRead() {
		Book first = book();
		this.books.deleteById(first.id);
		Book second = book(first.isbn);
		Book third = book();
		factory().getCache().evictAllRegions();
		// when the next row is read
		WhileReading.once(() -> WhileReading.once(() -> meanwhile(() -> assertThat(
				SoftDeleteScope.outside(() -> session().bySimpleNaturalId(Book.class).load(first.isbn)).id)
			.isEqualTo(second.id))));
		tx(() -> assertThat(SoftDeleteScope.includingDeleted(
				() -> em().createQuery("select b from Book b where b.id in (:ids) order by b.id", Book.class)
					.setParameter("ids", List.of(first.id, third.id))
					.getResultList()))
			.hasSize(2));
		assertIsbn(first.isbn, second);
	}

	@Test
	void aStatelessDeletionTakesTheNaturalIdOutOfTheCache() {
		Book first = book();
		assertIsbn(first.isbn, first);
		factory().inStatelessTransaction((session) -> session.delete(session.get(Book.class, first.id)));
		assertIsbn(first.isbn, null);
		Book second = book(first.isbn);
		assertIsbn(first.isbn, second);
	}

	// --- collections

	@ParameterizedTest
	@EnumSource
	void aDeletedElementLeavesCachedCollections(Way way) {
		for (Book element : List.of(book(), novel())) {
			Book other = novel();
			Shelves all = shelves(element, other);
			all.assertCached(element, other);
			way.delete(this, element);
			all.assertCached(other);
			this.books.restore(element.id);
			all.assertCached(element, other);
			way.delete(this, element);
			all.assertCached(other);
		}
	}

	@Test
	void elementsOfAnotherEntityStayCached() {
		Book book = book();
		Shelves all = shelves(book);
		all.assertCached(book);
		Poster poster = new Poster();
		poster.name = "poster";
		saved(poster);
		bean(PosterRepository.class).deleteById(poster.id);
		fromCache(() -> Hibernate.initialize(all.find().linked));
	}

	@Test
	void aRolledBackDeletionLeavesCachedCollectionsAsTheyWere() {
		Book one = book();
		Book other = book();
		Shelves all = shelves(one, other);
		all.assertCached(one, other);
		rolledBack(() -> {
			this.books.deleteById(one.id);
			em().flush();
			em().clear();
			all.assertShown(other);
			meanwhile(() -> all.assertShown(one, other));
			meanwhile(() -> all.assertShown(one, other));
			em().clear();
			all.assertShown(other);
		});
		fill(() -> all.assertShown(one, other));
	}

	@Test
	void aRolledBackRestoreLeavesCachedCollectionsAsTheyWere() {
		Book one = book();
		Book other = book();
		Shelves all = shelves(one, other);
		this.books.deleteById(one.id);
		all.assertCached(other);
		rolledBack(() -> {
			this.books.restore(one.id);
			em().clear();
			all.assertShown(one, other);
			meanwhile(() -> all.assertShown(other));
			em().clear();
			all.assertShown(one, other);
		});
		all.assertCached(other);
	}

	@Test
	void othersSeeADeletedElementUntilTheCommitAndNotAfterIt() {
		Book one = book();
		Book other = book();
		Shelves all = shelves(one, other);
		all.assertCached(one, other);
		tx(() -> {
			this.books.deleteById(one.id);
			em().flush();
			meanwhile(() -> all.assertShown(one, other));
			em().clear();
			all.assertShown(other);
		});
		all.assertCached(other);
	}

	@ParameterizedTest
	@ValueSource(strings = { "inverse", "joined", "linked", "bag", "mapped", "visitor" })
	void aCollectionThatIsReadWhileAnElementIsDeletedIsNotCached(String collection) {
		Book one = book();
		Book other = book();
		Shelves all = shelves(one, other);
		factory().getCache().evictAllRegions();
		tx(() -> {
			all.find();
			em().find(Visitor.class, all.visitor);
			WhileReading.once(() -> meanwhile(() -> this.books.deleteById(one.id)));
			assertThat(all.collections().get(collection).get()).hasSize(2);
			assertThat(WhileReading.isPending()).isFalse();
		});
		all.assertCached(other);
		factory().getCache().evictCollectionData();
		tx(() -> {
			all.find();
			em().find(Visitor.class, all.visitor);
			WhileReading.once(() -> meanwhile(() -> this.books.restore(one.id)));
			assertThat(all.collections().get(collection).get()).hasSize(1);
			assertThat(WhileReading.isPending()).isFalse();
		});
		all.assertCached(one, other);
	}

	@Test
	void aScopeNeitherReadsNorFillsCachedCollections() {
		Book one = book();
		Book other = book();
		Shelves all = shelves(one, other);
		this.books.deleteById(one.id);
		for (int i = 0; i < 2; i++) {
			tx(() -> SoftDeleteScope.includingDeleted(() -> {
				all.assertShown(one, other);
				return null;
			}));
			tx(() -> SoftDeleteScope.includingDeleted(Book.class, () -> {
				all.fetched()
					.forEach((name, read) -> assertThat(read.get()).as(name)
						.extracting((book) -> book.id)
						.containsExactlyInAnyOrder(one.id, other.id));
				return null;
			}));
			tx(() -> SoftDeleteScope.onlyDeleted(Book.class, () -> {
				all.assertShown(other);
				return null;
			}));
			tx(() -> SoftDeleteScope.onlyDeleted(Book.class, () -> {
				all.fetched().values().forEach(Supplier::get);
				return null;
			}));
			tx(() -> SoftDeleteScope.includingDeleted(() -> SoftDeleteScope.outside(() -> {
				all.assertShown(other);
				return null;
			})));
			all.assertCached(other);
		}
	}

	@Test
	void aCollectionTakenFromTheCacheIsEditedWithoutHarmToHiddenLinks() {
		Book a = book();
		Book b = book();
		Book c = book();
		Book d = book();
		Shelves all = shelves(a, b, c);
		this.books.deleteById(b.id);
		all.assertCached(a, c);
		tx(() -> {
			Shelf shelf = all.find();
			Book added = find(d);
			shelf.linked.add(added);
			shelf.linked.remove(find(a));
			shelf.bag.add(added);
			shelf.bag.remove(find(a));
			shelf.joined.add(added);
			shelf.joined.remove(find(a));
			shelf.mapped.put(added.isbn, added);
			shelf.mapped.remove(a.isbn);
			em().find(Visitor.class, all.visitor).linked.add(added);
		});
		for (String table : List.of("shelf_linked", "shelf_bag", "shelf_mapped")) {
			assertThat(this.application.jdbc()
				.queryForList("select %s_id from %s where shelf_id = ?".formatted(table.substring(6), table),
						Long.class, all.shelf))
				.as(table)
				.containsExactlyInAnyOrder(b.id, c.id, d.id);
		}
		assertThat(this.application.jdbc()
			.queryForList("select id from book where joined_shelf_id = ?", Long.class, all.shelf))
			.containsExactlyInAnyOrder(b.id, c.id, d.id);
		assertThat(this.application.jdbc()
			.queryForList("select linked_id from visitor_linked where visitor_id = ?", Long.class, all.visitor))
			.containsExactlyInAnyOrder(a.id, b.id, c.id, d.id);
		tx(() -> assertThat(all.find().linked).extracting((book) -> book.id).containsExactlyInAnyOrder(c.id, d.id));
		this.books.restore(b.id);
		tx(() -> {
			Shelf shelf = all.find();
			assertThat(shelf.linked).hasSize(3);
			assertThat(shelf.bag).hasSize(3);
			assertThat(shelf.joined).hasSize(3);
			assertThat(shelf.mapped).hasSize(3);
		});
	}

	@Test
	void aDeletedOwnerAndItsCachedCollectionsAreRestored() {
		Book one = book();
		Book other = book();
		Shelves all = shelves(one, other);
		all.assertCached(one, other);
		deleteAndRestore(this.shelves, all.shelf);
		all.assertCached(one, other);
		this.shelves.deleteById(all.shelf);
		this.books.deleteById(one.id);
		this.shelves.restore(all.shelf);
		all.assertCached(other);
	}

	@Test
	void whatGoesAlongLeavesCachedCollections() {
		Book book = book();
		PageRepository pages = bean(PageRepository.class);
		Page page = get(() -> {
			Page added = new Page();
			added.name = "page";
			added.book = find(book);
			return pages.save(added);
		});
		Runnable fill = () -> tx(() -> assertThat(find(book).pages).hasSize(1));
		fill.run();
		for (Way way : Way.values()) {
			fill.run();
			way.delete(this, book);
			assertThat(pages.existsById(page.id)).isFalse();
			tx(() -> assertThat(SoftDeleteScope.includingDeleted(Book.class, () -> find(book).pages)).as(way.name())
				.isEmpty());
			this.books.restore(book.id);
			fill.run();
			fill.run();
		}
	}

	@Test
	void anOrphanLeavesACachedCollection() {
		Shelf shelf = new Shelf();
		for (int i = 0; i < 2; i++) {
			Poster poster = new Poster();
			poster.name = "poster " + i;
			poster.shelf = shelf;
			shelf.posters.add(poster);
		}
		saved(shelf);
		PosterRepository posters = bean(PosterRepository.class);
		Consumer<Integer> check = (size) -> {
			for (int i = 0; i < 2; i++) {
				tx(() -> assertThat(em().find(Shelf.class, shelf.id).posters).hasSize(size));
			}
		};
		check.accept(2);
		Long orphan = get(() -> {
			Poster removed = em().find(Shelf.class, shelf.id).posters.iterator().next();
			em().find(Shelf.class, shelf.id).posters.remove(removed);
			return removed.id;
		});
		assertThat(posters.existsDeletedById(orphan)).isTrue();
		check.accept(1);
		posters.restore(orphan);
		check.accept(2);
		deleteAndRestore(this.shelves, shelf.id);
		check.accept(2);
	}

	@Test
	void theOtherSideOfAOneToOneIsLiveInACachedRow() {
		PassportRepository passports = bean(PassportRepository.class);
		Person person = saved(new Person());
		Passport passport = new Passport();
		passport.person = person;
		saved(passport);
		Consumer<Boolean> check = (shown) -> {
			for (int i = 0; i < 2; i++) {
				tx(() -> assertThat(em().find(Person.class, person.id).passport != null).isEqualTo(shown));
			}
		};
		check.accept(true);
		passports.deleteById(passport.id);
		check.accept(false);
		tx(() -> {
			assertThat(passports.findDeletedById(passport.id)).isPresent();
			assertThat(em().find(Person.class, person.id).passport).isNull();
		});
		passports.restore(passport.id);
		check.accept(true);
	}

	// --- queries

	@ParameterizedTest
	@EnumSource
	void aCachedResultIsWithoutWhatIsDeletedSince(Way way) {
		Book one = novel();
		Book other = book();
		Shelves all = shelves(one, other);
		String prefix = rename(one, other);
		Runnable both = () -> assertResults(all, prefix, one, other);
		Runnable live = () -> assertResults(all, prefix, other);
		both.run();
		both.run();
		way.delete(this, one);
		live.run();
		live.run();
		this.books.restore(one.id);
		both.run();
		both.run();
		tx(() -> em().createQuery("update Book b set b.name = concat(b.name, '!') where b.id = :id")
			.setParameter("id", one.id)
			.executeUpdate());
		tx(() -> assertThat(query("select b.name from Book b where b.id = " + one.id, String.class).getSingleResult())
			.endsWith("!"));
		both.run();
		way.delete(this, one);
		live.run();
	}

	@Test
	void aCachedResultIsAnswered() {
		Book one = book();
		Shelves all = shelves(one);
		String prefix = rename(one);
		assertResults(all, prefix, one);
		fromCache(() -> assertThat(this.books.findByNameStartingWith(prefix)).hasSize(1));
		fromCache(() -> assertThat(
				query("select b from Book b where b.name like '%s%%'".formatted(prefix), Book.class).getResultList())
			.hasSize(1));
	}

	@Test
	void aPurgedRowLeavesCachedResultsOfNativeQueries() {
		Book one = book();
		String prefix = rename(one);
		Consumer<Long> check = (expected) -> {
			for (int i = 0; i < 2; i++) {
				tx(() -> assertThat(session()
					.createNativeQuery("select count(*) from book where name like '%s%%'".formatted(prefix), Long.class)
					.addSynchronizedEntityClass(Book.class)
					.setHint(HibernateHints.HINT_CACHEABLE, true)
					.getSingleResult()).isEqualTo(expected));
			}
		};
		check.accept(1L);
		this.books.deleteById(one.id);
		check.accept(1L);
		this.books.purge(one.id);
		check.accept(0L);
	}

	@Test
	void aScopeNeitherReadsNorFillsCachedResults() {
		Book one = book();
		Book other = book();
		String prefix = rename(one, other);
		this.books.deleteById(one.id);
		String hql = "select b.id from Book b where b.name like '%s%%'".formatted(prefix);
		Supplier<List<Long>> read = () -> query(hql, Long.class).getResultList();
		Map<Supplier<List<Long>>, List<Long>> ways = new LinkedHashMap<>();
		ways.put(read, List.of(other.id));
		ways.put(() -> SoftDeleteScope.includingDeleted(read), List.of(one.id, other.id));
		ways.put(() -> SoftDeleteScope.onlyDeleted(Book.class, read), List.of(one.id));
		ways.put(() -> SoftDeleteScope.includingDeleted(() -> SoftDeleteScope.onlyDeleted(Book.class, read)),
				List.of(one.id));
		ways.put(() -> SoftDeleteScope.includingDeleted(() -> SoftDeleteScope.outside(read)), List.of(other.id));
		ways.put(() -> ids(this.books.findByNameStartingWith(prefix)), List.of(other.id));
		ways.put(() -> ids(this.books.readByNameStartingWith(prefix)), List.of(one.id, other.id));
		ways.put(() -> SoftDeleteScope.includingDeleted(Shelf.class, read), List.of(other.id));
		for (var first : ways.entrySet()) {
			for (var second : ways.entrySet()) {
				factory().getCache().evictQueryRegions();
				tx(() -> assertThat(first.getKey().get()).containsExactlyInAnyOrderElementsOf(first.getValue()));
				tx(() -> assertThat(second.getKey().get()).containsExactlyInAnyOrderElementsOf(second.getValue()));
				tx(() -> assertThat(first.getKey().get()).containsExactlyInAnyOrderElementsOf(first.getValue()));
			}
		}
	}

	@Test
	void aScopeThatThrowsLeavesTheCacheOn() {
		Book one = book();
		String prefix = rename(one);
		tx(() -> {
			assertThatIllegalStateException().isThrownBy(() -> SoftDeleteScope.includingDeleted(() -> {
				throw new IllegalStateException();
			}));
			assertThat(this.books.findByNameStartingWith(prefix)).hasSize(1);
		});
		fromCache(() -> assertThat(this.books.findByNameStartingWith(prefix)).hasSize(1));
	}

	@Test
	void aCachedResultWithAJoinFetchShowsADeletedTarget() {
		Book book = book();
		Long visitor = visitor(book);
		String hql = "select v from Visitor v join fetch v.favourite where v.id = " + visitor;
		Consumer<Boolean> check = (deleted) -> {
			for (int i = 0; i < 2; i++) {
				tx(() -> {
					Book favourite = query(hql, Visitor.class).getSingleResult().favourite();
					assertThat(favourite.name).isEqualTo(book.name);
					assertThat(favourite.getDeletedAt() != null).isEqualTo(deleted);
				});
			}
		};
		check.accept(false);
		this.books.deleteById(book.id);
		check.accept(true);
		assertNotFound(book);
		this.books.restore(book.id);
		check.accept(false);
		assertFound(book);
	}

	@Test
	void aCachedResultIsStillRightAfterARollback() {
		Book one = book();
		String prefix = rename(one);
		tx(() -> assertThat(this.books.findByNameStartingWith(prefix)).hasSize(1));
		rolledBack(() -> {
			this.books.deleteById(one.id);
			assertThat(this.books.findByNameStartingWith(prefix)).isEmpty();
			meanwhile(() -> assertThat(this.books.findByNameStartingWith(prefix)).hasSize(1));
		});
		tx(() -> assertThat(this.books.findByNameStartingWith(prefix)).hasSize(1));
		this.books.deleteById(one.id);
		rolledBack(() -> {
			this.books.restore(one.id);
			assertThat(this.books.findByNameStartingWith(prefix)).hasSize(1);
			meanwhile(() -> assertThat(this.books.findByNameStartingWith(prefix)).isEmpty());
		});
		tx(() -> assertThat(this.books.findByNameStartingWith(prefix)).isEmpty());
	}

	@Test
	void regionsAndStatisticsAreHibernatesOwn() {
		Book book = book();
		rename(book);
		SessionFactoryImplementor factory = factory().unwrap(SessionFactoryImplementor.class);
		tx(() -> this.books.findByNameStartingWith(book.name));
		assertThat(factory.getCache().getCacheRegionNames()).contains(Book.class.getName(),
				"default-query-results-region");
		assertThat(factory.getCache().getRegion(Book.class.getName())).isInstanceOf(DomainDataRegionTemplate.class);
		SoftDeleteScope.includingDeleted(() -> {
			assertThat(factory.getCache().getQueryResultsCache(null).getRegion())
				.isInstanceOf(DirectAccessRegionTemplate.class);
			factory.getCache().evictQueryRegions();
			return null;
		});
		Statistics statistics = factory.getStatistics();
		assertThat(statistics.getDomainDataRegionStatistics(Book.class.getName()).getPutCount()).isPositive();
		assertThat(statistics.getQueryRegionStatistics("default-query-results-region").getMissCount()).isPositive();
	}

	// --- helpers

	private Book book() {
		return book("isbn " + ++this.number);
	}

	private Book book(String isbn) {
		return saved(new Book(), isbn);
	}

	private Book novel() {
		return saved(new Novel(), "isbn " + ++this.number);
	}

	private Book saved(Book book, String isbn) {
		book.isbn = isbn;
		book.name = "name of " + isbn;
		return saved(book);
	}

	private Book find(Book book) {
		return em().find(Book.class, book.id);
	}

	private Long visitor(Book... linked) {
		return get(() -> {
			Visitor visitor = new Visitor();
			visitor.favourite = find(linked[0]);
			for (Book book : linked) {
				visitor.linked.add(find(book));
			}
			em().persist(visitor);
			return visitor.id;
		});
	}

	private String rename(Book... some) {
		String prefix = "prefix " + ++this.number;
		tx(() -> {
			for (Book book : some) {
				find(book).name = prefix + " of " + book.id;
			}
		});
		return prefix;
	}

	private SessionFactory factory() {
		return bean(EntityManagerFactory.class).unwrap(SessionFactory.class);
	}

	private Session session() {
		return em().unwrap(Session.class);
	}

	private <T> TypedQuery<T> query(String hql, Class<T> type) {
		return em().createQuery(hql, type).setHint(HibernateHints.HINT_CACHEABLE, true);
	}

	// also of a proxy
	private Long id(Book book) {
		return (Long) factory().getPersistenceUnitUtil().getIdentifier(book);
	}

	private static List<Long> ids(Collection<Book> books) {
		return books.stream().map((book) -> book.id).toList();
	}

	private void rolledBack(Runnable work) {
		RuntimeException rollback = new IllegalStateException("rolled back");
		assertThatIllegalStateException().isThrownBy(() -> tx(() -> {
			work.run();
			throw rollback;
		})).isSameAs(rollback);
	}

	private void fill(Runnable read) {
		tx(read);
		tx(read);
	}

	/**
	 * Read without any statement, as only a cache allows.
	 */
	private void fromCache(Runnable read) {
		fill(read);
		this.application.statements().clear();
		tx(read);
		assertThat(this.application.statements().all()).isEmpty();
	}

	private void assertLive(Book found, Book book) {
		assertThat(found.getDeletedAt()).isNull();
		assertThat(found.getDeletedBy()).isNull();
		assertThat(found.getDeletionId()).isNull();
		assertThat((long) found.version).isEqualTo(count("select version from book where id = ?", book.id));
	}

	private void assertNotFound(Book book) {
		assertThat(count("select count(*) from book where id = ? and deleted_at is null", book.id)).isZero();
		for (int i = 0; i < 2; i++) {
			tx(() -> assertThat(find(book)).isNull());
			tx(() -> assertThat(this.books.findById(book.id)).isEmpty());
			tx(() -> assertThat(this.books.existsById(book.id)).isFalse());
			tx(() -> assertThat(this.books.findAllById(List.of(book.id))).isEmpty());
			tx(() -> assertThat(session().findMultiple(Book.class, List.of(book.id))).containsOnlyNulls());
			tx(() -> assertThat(session().byMultipleIds(Book.class).multiLoad(book.id)).containsOnlyNulls());
			tx(() -> assertThat(session().bySimpleNaturalId(Book.class).load(book.isbn)).isNull());
			tx(() -> assertThat(session().find(Book.class, book.isbn, KeyType.NATURAL)).isNull());
			tx(() -> assertThat(session().bySimpleNaturalId(Book.class).getReference(book.isbn)).isNull());
			try (StatelessSession session = factory().openStatelessSession()) {
				session.setCacheMode(CacheMode.NORMAL);
				assertThat(session.get(Book.class, book.id)).isNull();
				assertThat(session.getMultiple(Book.class, List.of(book.id))).containsOnlyNulls();
			}
		}
	}

	private void assertFound(Book book) {
		fill(() -> assertLive(find(book), book));
		fill(() -> assertThat(this.books.existsById(book.id)).isTrue());
		fill(() -> assertThat(this.books.findAllById(List.of(book.id))).hasSize(1));
		fill(() -> assertThat(session().findMultiple(Book.class, List.of(book.id)).get(0).id).isEqualTo(book.id));
		fill(() -> assertThat(session().bySimpleNaturalId(Book.class).load(book.isbn).id).isEqualTo(book.id));
		fromCache(() -> assertLive(find(book), book));
		try (StatelessSession session = factory().openStatelessSession()) {
			session.setCacheMode(CacheMode.NORMAL);
			assertLive(session.get(Book.class, book.id), book);
		}
	}

	private void assertIsbn(String isbn, Book expected) {
		Long id = (expected != null) ? expected.id : null;
		for (int i = 0; i < 2; i++) {
			tx(() -> {
				Book found = session().bySimpleNaturalId(Book.class).load(isbn);
				assertThat((found != null) ? id(found) : null).isEqualTo(id);
			});
			tx(() -> {
				Book found = session().bySimpleNaturalId(Book.class).getReference(isbn);
				assertThat((found != null) ? id(found) : null).isEqualTo(id);
			});
			tx(() -> {
				Book found = session().byMultipleNaturalId(Book.class).multiLoad(isbn).get(0);
				assertThat((found != null) ? id(found) : null).isEqualTo(id);
			});
		}
	}

	private void assertResults(Shelves all, String prefix, Book... expected) {
		List<Long> ids = ids(Arrays.asList(expected));
		String books = "from Book b where b.name like '%s%%'".formatted(prefix);
		String shelf = "from Shelf s %s where s.id = " + all.shelf;
		tx(() -> {
			assertThat(ids(this.books.findByNameStartingWith(prefix))).containsExactlyInAnyOrderElementsOf(ids);
			assertThat(ids(query("select b " + books, Book.class).getResultList()))
				.containsExactlyInAnyOrderElementsOf(ids);
			assertThat(query("select b.id " + books, Long.class).getResultList())
				.containsExactlyInAnyOrderElementsOf(ids);
			assertThat(query("select count(b) " + books, Long.class).getSingleResult()).isEqualTo(ids.size());
		});
		for (String collection : List.of("inverse", "joined", "linked", "bag", "mapped")) {
			tx(() -> assertThat(query("select size(s.%s) ".formatted(collection) + shelf.formatted(""), Integer.class)
				.getSingleResult()).as("size of " + collection).isEqualTo(ids.size()));
			tx(() -> assertThat(query("select b.id " + shelf.formatted("join s.%s b".formatted(collection)), Long.class)
				.getResultList()).as("join " + collection).containsExactlyInAnyOrderElementsOf(ids));
			tx(() -> {
				Shelf found = query("select s " + shelf.formatted("left join fetch s." + collection), Shelf.class)
					.getSingleResult();
				assertThat(ids(values(found, collection))).as("fetch " + collection)
					.containsExactlyInAnyOrderElementsOf(ids);
			});
		}
		long novels = Arrays.stream(expected).filter(Novel.class::isInstance).count();
		tx(() -> assertThat(
				(long) query("select size(s.novels) " + shelf.formatted(""), Integer.class).getSingleResult())
			.isEqualTo(novels));
	}

	@SuppressWarnings("unchecked")
	private static Collection<Book> values(Shelf shelf, String collection) {
		Object value = ReflectionTestUtils.getField(shelf, collection);
		return (value instanceof Map<?, ?> map) ? (Collection<Book>) map.values() : (Collection<Book>) value;
	}

	private Shelves shelves(Book... linked) {
		Long shelf = get(() -> {
			Shelf added = new Shelf();
			em().persist(added);
			for (Book book : linked) {
				Book found = find(book);
				found.shelf = added;
				added.inverse.add(found);
				added.joined.add(found);
				added.linked.add(found);
				added.bag.add(found);
				added.mapped.put(found.isbn, found);
				if (found instanceof Novel novel) {
					added.novels.add(novel);
				}
			}
			added.notes.add("note");
			return added.id;
		});
		return new Shelves(shelf, visitor(linked), get(() -> {
			Desk desk = new Desk();
			for (Book book : linked) {
				desk.eager.add(find(book));
			}
			em().persist(desk);
			return desk.id;
		}));
	}

	/**
	 * How a row is deleted.
	 */
	enum Way {

		REPOSITORY((contract, id) -> contract.books.deleteById(id)),

		REMOVE((contract, id) -> contract.tx(() -> contract.em().remove(contract.em().find(Book.class, id)))),

		REMOVE_REFERENCE(
				(contract, id) -> contract.tx(() -> contract.em().remove(contract.em().getReference(Book.class, id)))),

		IN_BATCH((contract, id) -> contract.tx(() -> contract.books.deleteAllByIdInBatch(List.of(id)))),

		STATELESS((contract, id) -> contract.factory()
			.inStatelessTransaction((session) -> session.delete(session.get(Book.class, id)))),

		STATELESS_WITH_CACHE((contract, id) -> contract.factory().inStatelessTransaction((session) -> {
			session.setCacheMode(CacheMode.NORMAL);
			session.delete(session.get(Book.class, id));
			assertThat(session.get(Book.class, id)).isNull();
		}));

		private final java.util.function.BiConsumer<CacheContract, Long> deletion;

		Way(java.util.function.BiConsumer<CacheContract, Long> deletion) {
			this.deletion = deletion;
		}

		void delete(CacheContract contract, Book book) {
			contract.application.clock().tick();
			this.deletion.accept(contract, book.id);
		}

	}

	/**
	 * A shelf and a visitor with the same books in each of their collections.
	 */
	private final class Shelves {

		private final Long shelf;

		private final Long visitor;

		private final Long desk;

		Shelves(Long shelf, Long visitor, Long desk) {
			this.shelf = shelf;
			this.visitor = visitor;
			this.desk = desk;
		}

		Shelf find() {
			return em().find(Shelf.class, this.shelf);
		}

		Desk desk() {
			return em().find(Desk.class, this.desk);
		}

		Map<String, Supplier<Collection<Book>>> collections() {
			Map<String, Supplier<Collection<Book>>> collections = new LinkedHashMap<>();
			for (String name : List.of("inverse", "joined", "linked", "bag", "mapped")) {
				collections.put(name, () -> values(find(), name));
			}
			collections.put("eager", () -> desk().eager);
			collections.put("visitor", () -> em().find(Visitor.class, this.visitor).linked);
			return collections;
		}

		Map<String, Supplier<Collection<Book>>> fetched() {
			Map<String, Supplier<Collection<Book>>> collections = new LinkedHashMap<>();
			for (String name : List.of("inverse", "joined", "linked", "bag", "mapped")) {
				collections.put(name, () -> {
					em().clear();
					return values(query(
							"select s from Shelf s left join fetch s.%s where s.id = %d".formatted(name, this.shelf),
							Shelf.class)
						.getSingleResult(), name);
				});
			}
			return collections;
		}

		void assertShown(Book... expected) {
			collections().forEach((name, read) -> assertThat(read.get()).as(name)
				.extracting((book) -> book.id)
				.containsExactlyInAnyOrderElementsOf(ids(Arrays.asList(expected))));
			assertThat(find().novels).extracting((book) -> book.id)
				.containsExactlyInAnyOrderElementsOf(
						ids(Arrays.stream(expected).filter(Novel.class::isInstance).toList()));
			assertThat(find().notes).containsExactly("note");
		}

		/**
		 * Assert what the collections show and that they show it from the cache.
		 */
		void assertCached(Book... expected) {
			fromCache(() -> assertShown(expected));
		}

	}

}
