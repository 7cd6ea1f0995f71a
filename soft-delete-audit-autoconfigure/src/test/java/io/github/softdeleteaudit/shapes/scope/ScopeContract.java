package io.github.softdeleteaudit.shapes.scope;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.scope.ScopeModel.ArchiveRepository;
import io.github.softdeleteaudit.shapes.scope.ScopeModel.Author;
import io.github.softdeleteaudit.shapes.scope.ScopeModel.AuthorRepository;
import io.github.softdeleteaudit.shapes.scope.ScopeModel.Background;
import io.github.softdeleteaudit.shapes.scope.ScopeModel.Book;
import io.github.softdeleteaudit.shapes.scope.ScopeModel.BookRepository;
import io.github.softdeleteaudit.shapes.scope.ScopeModel.Car;
import io.github.softdeleteaudit.shapes.scope.ScopeModel.CarRepository;
import io.github.softdeleteaudit.shapes.scope.ScopeModel.Label;
import io.github.softdeleteaudit.shapes.scope.ScopeModel.LabelRepository;
import io.github.softdeleteaudit.shapes.scope.ScopeModel.Loan;
import io.github.softdeleteaudit.shapes.scope.ScopeModel.LoanRepository;
import io.github.softdeleteaudit.shapes.scope.ScopeModel.ScopeApplication;
import io.github.softdeleteaudit.shapes.scope.ScopeModel.Titled;
import io.github.softdeleteaudit.shapes.scope.ScopeModel.Truck;
import io.github.softdeleteaudit.shapes.scope.ScopeModel.TruckRepository;
import io.github.softdeleteaudit.shapes.scope.ScopeModel.Vehicle;
import io.github.softdeleteaudit.shapes.scope.ScopeModel.VehicleRepository;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.test.Tables;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.domain.Specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Deleted rows on request: by methods of the repository, in a scope and by the annotation
 * of a query method; and what follows in the same transaction.
 */
abstract class ScopeContract extends ShapeContract {

	private String prefix;

	private BookRepository books;

	private AuthorRepository authors;

	ScopeContract(TestDatabase database) {
		super(database, ScopeApplication.class);
	}

	@BeforeEach
	void begin() {
		this.prefix = UUID.randomUUID().toString().substring(0, 8) + " ";
		this.books = bean(BookRepository.class);
		this.authors = bean(AuthorRepository.class);
	}

	// --- methods of the repository

	@Test
	void deletedOnesThatFulfilASpecificationComeInPagesSortedByProperties() {
		savedBooks("a", "b", "c", "d", "e", "live").subList(0, 5).forEach(this.books::delete);
		Page<Book> second = this.books.findDeleted(own(), PageRequest.of(1, 2, Sort.by("title").descending()));
		assertThat(titles(second)).containsExactly("c", "b");
		assertThat(second.getTotalElements()).isEqualTo(5);
		Page<Book> last = this.books.findDeleted(own(), PageRequest.of(2, 2, Sort.by("title").descending()));
		assertThat(titles(last)).containsExactly("a");
		assertThat(last.getTotalElements()).isEqualTo(5);
		assertThat(this.books.findDeleted(own(), PageRequest.of(9, 2)).getTotalElements()).isEqualTo(5);
		assertThat(this.books.findDeleted(own(), Pageable.unpaged(Sort.by("title")))).hasSize(5);
		Page<Book> all = this.books.findAllIncludingDeleted(own(), PageRequest.of(1, 4, Sort.by("title")));
		assertThat(titles(all)).containsExactly("e", "live");
		assertThat(all.getTotalElements()).isEqualTo(6);
	}

	@Test
	void sortingByAPropertyOfAReferenceDropsNone() {
		Author live = saved(new Author("b"));
		Author deleted = saved(new Author("a"));
		Book one = saved(new Book(this.prefix + "1", live));
		Book two = saved(new Book(this.prefix + "2", deleted));
		Book three = saved(new Book(this.prefix + "3", null));
		this.books.deleteAll(List.of(one, two, three));
		this.authors.delete(deleted);
		Page<Book> page = this.books.findDeleted(own(), PageRequest.of(0, 10, Sort.by("author.name").descending()));
		assertThat(titles(page)).containsExactlyInAnyOrder("1", "2", "3").containsSubsequence("1", "2");
	}

	@Test
	void equalsAreInTheOrderOfTheirIdentifiers() {
		List<Book> same = savedBooks("same", "same", "same", "same", "same");
		tx(() -> this.books.deleteAll(same));
		for (Sort sort : List.of(Sort.unsorted(), Sort.by("title").descending())) {
			List<Long> ids = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				this.books.findDeleted(own(), PageRequest.of(i, 2, sort)).forEach((book) -> ids.add(book.id));
			}
			assertThat(ids).as("%s", sort).containsExactlyElementsOf(same.stream().map(Book::getId).toList());
		}
		assertThat(this.books.findAllIncludingDeleted(own(), Pageable.unpaged())).extracting(Book::getId)
			.isSorted()
			.hasSize(5);
	}

	@Test
	void theLastDeletedComesFirst() {
		for (Book book : savedBooks("a", "b", "c")) {
			this.application.clock().tick();
			this.books.delete(book);
		}
		assertThat(titles(this.books.findDeleted(own(), PageRequest.of(0, 2)))).containsExactly("c", "b");
		assertThat(titles(this.books.findDeleted(own(), Pageable.unpaged()))).containsExactly("c", "b", "a");
	}

	@Test
	void aSpecificationMayJoinAndAskForDistinctOnes() {
		Label one = saved(new Label(this.prefix));
		Label two = saved(new Label(this.prefix));
		List<Book> some = savedBooks("a", "b", "c");
		some.forEach((book) -> tx(() -> this.books.findById(book.id).orElseThrow().labels.addAll(Set.of(one, two))));
		Specification<Book> labelled = (root, query, builder) -> builder.equal(root.join("labels").get("name"),
				this.prefix);
		Page<Book> asSpringData = this.books.findAll(labelled, PageRequest.of(0, 2, Sort.by("id")));
		some.forEach((book) -> this.books.deleteById(book.id));
		Page<Book> joined = this.books.findDeleted(labelled, PageRequest.of(0, 2, Sort.by("id")));
		assertThat(joined).extracting(Book::getId).isEqualTo(asSpringData.map(Book::getId).getContent());
		assertThat(joined.getTotalElements()).isEqualTo(asSpringData.getTotalElements());
		Specification<Book> distinct = (root, query, builder) -> {
			query.distinct(true);
			return labelled.toPredicate(root, query, builder);
		};
		Page<Book> page = this.books.findDeleted(distinct, PageRequest.of(0, 2, Sort.by("title")));
		assertThat(titles(page)).containsExactly("a", "b");
		assertThat(page.getTotalElements()).isEqualTo(3);
		bean(LabelRepository.class).delete(one);
		assertThat(this.books.findDeleted(labelled, Pageable.unpaged())).hasSize(3);
	}

	@Test
	void aSpecificationMayFetchForItsResultAlone() {
		Author author = saved(new Author("fetched"));
		Book book = saved(new Book(this.prefix + "1", author));
		this.books.delete(book);
		this.books.delete(saved(new Book(this.prefix + "2", null)));
		Specification<Book> fetching = (root, query, builder) -> {
			if (query.getResultType() == Book.class) {
				root.fetch("author", JoinType.LEFT);
			}
			return own().toPredicate(root, query, builder);
		};
		Page<Book> page = this.books.findDeleted(fetching, PageRequest.of(0, 1, Sort.by("title")));
		assertThat(page.getTotalElements()).isEqualTo(2);
		assertThat(page).allSatisfy((found) -> assertThat(Hibernate.isInitialized(found.author)).isTrue());
	}

	@Test
	void aSubqueryOfASpecificationSeesLiveRowsOfOtherEntities() {
		Author live = saved(new Author("live"));
		Author deleted = saved(new Author("deleted"));
		this.books.delete(saved(new Book(this.prefix + "1", live)));
		this.books.delete(saved(new Book(this.prefix + "2", deleted)));
		this.authors.delete(deleted);
		Specification<Book> ofAuthor = (root, query, builder) -> {
			Subquery<Long> subquery = query.subquery(Long.class);
			Root<Author> author = subquery.from(Author.class);
			subquery.select(author.get("id")).where(builder.equal(author, root.get("author")));
			return builder.and(own().toPredicate(root, query, builder), builder.exists(subquery));
		};
		Page<Book> page = this.books.findDeleted(ofAuthor, PageRequest.of(0, 1));
		assertThat(titles(page)).containsExactly("1");
		assertThat(page.getTotalElements()).isOne();
		assertThat(this.books.findAllIncludingDeleted(ofAuthor, PageRequest.of(0, 5))).hasSize(1);
	}

	@Test
	void aSpecificationWithoutAConditionIsNone() {
		this.books.deleteAll(savedBooks("a", "b"));
		assertThat(this.books.findDeleted(Specification.unrestricted(), PageRequest.of(0, 1)).getTotalElements())
			.isEqualTo(this.books.countDeleted());
		assertThat(this.books.findAllIncludingDeleted(Specification.unrestricted(), PageRequest.of(0, 1))
			.getTotalElements()).isEqualTo(this.books.countDeleted() + this.books.count());
	}

	@Test
	void liveAndDeletedOnesAreFoundTogether() {
		List<Book> some = savedBooks("a", "b");
		this.books.delete(some.get(0));
		assertThat(this.books.findByIdIncludingDeleted(some.get(0).id)).isPresent();
		assertThat(this.books.findByIdIncludingDeleted(some.get(1).id)).isPresent();
		assertThat(this.books.findByIdIncludingDeleted(-1L)).isEmpty();
		assertThat(this.books.findAllIncludingDeleted()).extracting(Book::getId)
			.isSorted()
			.contains(some.get(0).id, some.get(1).id)
			.hasSize((int) (this.books.count() + this.books.countDeleted()));
		assertThat(this.books.findAllIncludingDeleted(PageRequest.of(0, 1)).getTotalElements())
			.isEqualTo(this.books.count() + this.books.countDeleted());
	}

	@Test
	void onlyRowsOfTheTypeAreFound() {
		VehicleRepository vehicles = bean(VehicleRepository.class);
		CarRepository cars = bean(CarRepository.class);
		TruckRepository trucks = bean(TruckRepository.class);
		Car car = saved(new Car());
		Truck truck = saved(new Truck());
		Vehicle vehicle = saved(new Vehicle());
		Car live = saved(new Car());
		vehicles.deleteAllById(List.of(car.id, truck.id, vehicle.id));
		assertThat(cars.findDeleted()).extracting((found) -> found.id).containsExactly(car.id);
		assertThat(trucks.findDeleted()).extracting((found) -> found.id).containsExactly(truck.id);
		assertThat(vehicles.findDeleted()).extracting((found) -> found.id)
			.containsExactlyInAnyOrder(car.id, truck.id, vehicle.id);
		assertThat(cars.findAllIncludingDeleted()).extracting((found) -> found.id).containsExactly(car.id, live.id);
		assertThat(cars.findByIdIncludingDeleted(truck.id)).isEmpty();
		assertThat(cars.findDeletedById(truck.id)).isEmpty();
		assertThat(cars.existsDeletedById(truck.id)).isFalse();
		assertThat(cars.countDeleted()).isOne();
		assertThat(cars.findAllIncludingDeleted(PageRequest.of(0, 1)).getTotalElements()).isEqualTo(2);
		assertThat(get(() -> SoftDeleteScope.onlyDeleted(Car.class,
				() -> em().createQuery("select v.id from Vehicle v", Long.class).getResultList())))
			.as("a hierarchy is seen as a whole")
			.hasSize(3);
		assertThat(get(() -> SoftDeleteScope.onlyDeleted(Vehicle.class,
				() -> em().createQuery("select c.id from Car c where c.seats = 0", Long.class).getResultList())))
			.containsExactly(car.id);
	}

	@Test
	void nothingIsNoArgument() {
		List<Runnable> calls = List.of(() -> this.books.findDeleted(null), () -> this.books.findDeleted(null, null),
				() -> this.books.findDeleted(null, Pageable.unpaged()), () -> this.books.findDeleted(own(), null),
				() -> this.books.findDeletedById(null), () -> this.books.findByIdIncludingDeleted(null),
				() -> this.books.findAllIncludingDeleted((Pageable) null),
				() -> this.books.findAllIncludingDeleted(null, Pageable.unpaged()),
				() -> this.books.findAllIncludingDeleted(own(), null), () -> this.books.existsDeletedById(null));
		for (Runnable call : calls) {
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(call::run)
				.withCauseInstanceOf(IllegalArgumentException.class)
				.withMessageContaining("must not be null");
		}
	}

	@Test
	void aDeletedOneTellsWhenByWhomAndInWhichDeletion() {
		List<Book> some = savedBooks("a", "b", "c");
		this.application.clock().tick();
		tx(() -> this.books.deleteAll(some.subList(0, 2)));
		this.application.clock().tick();
		this.books.delete(some.get(2));
		List<Book> deleted = this.books.findDeleted(own(), PageRequest.of(0, 5, Sort.by("title"))).getContent();
		assertThat(deleted.get(2).getDeletedAt()).isEqualTo(this.application.clock().instant());
		assertThat(deleted.get(0).getDeletedAt()).isBefore(deleted.get(2).getDeletedAt())
			.isEqualTo(deleted.get(1).getDeletedAt());
		assertThat(deleted).extracting(Book::getDeletedBy).doesNotContainNull();
		assertThat(deleted.get(0).getDeletionId()).isNotNull()
			.isEqualTo(deleted.get(1).getDeletionId())
			.isNotEqualTo(deleted.get(2).getDeletionId());
		assertThat(this.books.findByIdIncludingDeleted(some.get(0).id))
			.hasValueSatisfying((book) -> assertThat(book.getDeletionId()).isEqualTo(deleted.get(0).getDeletionId()));
	}

	// --- scopes

	@Test
	void theInnermostScopeThatSpeaksOfAnEntityDecides() {
		Author author = saved(new Author("author"));
		List<Book> some = savedBooks("live", "deleted");
		this.books.delete(some.get(1));
		this.authors.delete(author);
		tx(() -> {
			SoftDeleteScope.includingDeleted(() -> {
				assertThat(found()).containsExactly("deleted", "live");
				SoftDeleteScope.onlyDeleted(Book.class, () -> {
					assertThat(found()).containsExactly("deleted");
					assertThat(exists(author)).isTrue();
					SoftDeleteScope.includingDeleted(Author.class,
							() -> assertThat(found()).containsExactly("deleted"));
					SoftDeleteScope.includingDeleted(() -> assertThat(found()).containsExactly("deleted", "live"));
					assertThat(found()).containsExactly("deleted");
				});
				assertThat(found()).containsExactly("deleted", "live");
			});
			assertThat(found()).containsExactly("live");
			SoftDeleteScope.onlyDeleted(Book.class, () -> SoftDeleteScope.onlyDeleted(Author.class, () -> {
				assertThat(found()).containsExactly("deleted");
				assertThat(exists(author)).isTrue();
			}));
			assertThat(exists(author)).isFalse();
		});
	}

	@Test
	void aScopeEndsWithAnException() {
		this.books.deleteAll(savedBooks("deleted"));
		tx(() -> {
			List<Runnable> scopes = List.of(() -> SoftDeleteScope.includingDeleted(this::fail),
					() -> SoftDeleteScope.includingDeleted(Book.class, this::fail),
					() -> SoftDeleteScope.onlyDeleted(Book.class, this::fail),
					() -> SoftDeleteScope.includingDeleted(() -> SoftDeleteScope.onlyDeleted(Book.class, this::fail)));
			for (Runnable scope : scopes) {
				assertThatExceptionOfType(IllegalStateException.class).isThrownBy(scope::run).withMessage("on purpose");
				assertThat(SoftDeleteScope.isOpen()).isFalse();
				assertThat(found()).isEmpty();
			}
			SoftDeleteScope.includingDeleted(() -> {
				assertThatExceptionOfType(IllegalStateException.class)
					.isThrownBy(() -> SoftDeleteScope.onlyDeleted(Author.class, this::fail));
				assertThat(found()).containsExactly("deleted");
			});
		});
	}

	@Test
	void aFailedQueryEndsItsScopeToo() {
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> SoftDeleteScope.includingDeleted(
				() -> em().createNativeQuery("select nonsense from nowhere", Long.class).getResultList()));
		assertThat(SoftDeleteScope.isOpen()).isFalse();
	}

	@Test
	void otherThreadsAreInNoScope() {
		this.books.deleteAll(savedBooks("deleted"));
		Thread caller = Thread.currentThread();
		SoftDeleteScope.includingDeleted(() -> {
			assertThat(this.books.findByTitleStartingWithOrderByTitle(this.prefix)).hasSize(1);
			assertThat(CompletableFuture.supplyAsync(() -> this.books.findByTitleStartingWithOrderByTitle(this.prefix))
				.join()).isEmpty();
			assertThat(bean(Background.class)
				.run(() -> this.books.findByTitleStartingWithOrderByTitle(this.prefix).size() + " "
						+ (Thread.currentThread() != caller))
				.join()).isEqualTo("0 true");
			List<Boolean> agree = IntStream.range(0, 500)
				.parallel()
				.mapToObj((i) -> SoftDeleteScope.isOpen() == (Thread.currentThread() == caller))
				.toList();
			assertThat(agree).doesNotContain(false);
		});
	}

	@Test
	void aThreadOfAPoolIsLeftWithoutAScope() {
		this.books.deleteAll(savedBooks("deleted"));
		List<Integer> sizes = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			sizes.add(bean(Background.class)
				.run(() -> SoftDeleteScope.includingDeleted(() -> this.books.findAllIncludingDeleted().size()))
				.thenApply((size) -> SoftDeleteScope.isOpen() ? -1 : size)
				.join());
		}
		assertThat(sizes).doesNotContain(-1, 0);
		assertThat(this.books.findByTitleStartingWithOrderByTitle(this.prefix)).isEmpty();
	}

	@Test
	void aScopeReachesQueriesOfEveryKind() {
		List<Book> some = savedBooks("a", "b", "live");
		this.books.deleteAll(some.subList(0, 2));
		tx(() -> SoftDeleteScope.onlyDeleted(Book.class, () -> {
			assertThat(this.books.findByTitleStartingWithOrderByTitle(this.prefix)).hasSize(2);
			Page<Titled> page = this.books.findTitledByTitleStartingWith(this.prefix,
					PageRequest.of(1, 1, Sort.by("title")));
			assertThat(page.getTotalElements()).isEqualTo(2);
			assertThat(page).extracting(Titled::getTitle).containsExactly(this.prefix + "b");
			assertThat(this.books.findAll(own())).hasSize(2);
			assertThat(this.books.count(own())).isEqualTo(2);
			assertThat(this.books.exists(own())).isTrue();
			assertThat(this.books.findAll(own(), PageRequest.of(1, 1)).getTotalElements()).isEqualTo(2);
			assertThat(this.books.<Book, List<Titled>>findBy(own(), (query) -> query.as(Titled.class).all()))
				.hasSize(2);
			assertThat(this.books.findAllById(some.stream().map(Book::getId).toList())).hasSize(2);
			assertThat(em()
				.createQuery("select count(b), max(b.title) from Book b where b.title like :title", Object[].class)
				.setParameter("title", this.prefix + "%")
				.getSingleResult()).containsExactly(2L, this.prefix + "b");
		}));
	}

	@Test
	void aScopeOfOneEntityLeavesOthersAsTheyAre() {
		Author live = saved(new Author(this.prefix + "live"));
		Author deleted = saved(new Author(this.prefix + "deleted"));
		List<Book> some = List.of(saved(new Book(this.prefix + "of live", live)),
				saved(new Book(this.prefix + "gone of live", live)),
				saved(new Book(this.prefix + "of deleted", deleted)),
				saved(new Book(this.prefix + "gone of deleted", deleted)));
		this.books.deleteAll(List.of(some.get(1), some.get(3)));
		this.authors.delete(deleted);
		String query = "select b.title from Book b join Author a on a.id = b.author.id where b.title like :title";
		String subquery = "select b.title from Book b where b.title like :title"
				+ " and exists (select 1 from Author a where a.id = b.author.id)";
		String in = "select b.title from Book b where b.title like :title"
				+ " and b.author.id in (select a.id from Author a)";
		tx(() -> {
			for (String hql : List.of(query, subquery, in)) {
				assertThat(titles(hql)).containsExactlyInAnyOrder("of live");
				SoftDeleteScope.includingDeleted(Author.class,
						() -> assertThat(titles(hql)).containsExactlyInAnyOrder("of live", "of deleted"));
				SoftDeleteScope.onlyDeleted(Author.class,
						() -> assertThat(titles(hql)).containsExactlyInAnyOrder("of deleted"));
				SoftDeleteScope.includingDeleted(Book.class,
						() -> assertThat(titles(hql)).containsExactlyInAnyOrder("of live", "gone of live"));
				SoftDeleteScope.onlyDeleted(Book.class,
						() -> assertThat(titles(hql)).containsExactlyInAnyOrder("gone of live"));
				SoftDeleteScope.onlyDeleted(Label.class,
						() -> assertThat(titles(hql)).containsExactlyInAnyOrder("of live"));
			}
		});
	}

	@Test
	void aScopeOfOneEntityLetsItsDeletedRowsIntoCollectionsOfItAlone() {
		Author author = saved(new Author(this.prefix));
		Label label = saved(new Label(this.prefix));
		Label gone = saved(new Label(this.prefix));
		Book live = saved(new Book(this.prefix + "live", author));
		Book deleted = saved(new Book(this.prefix + "deleted", author));
		tx(() -> List.of(live, deleted)
			.forEach((book) -> this.books.findById(book.id).orElseThrow().labels.addAll(Set.of(label, gone))));
		this.books.deleteById(deleted.id);
		bean(LabelRepository.class).delete(gone);
		for (String load : List.of("select a from Author a where a.id = :id",
				"select a from Author a left join fetch a.books b left join fetch b.labels where a.id = :id")) {
			assertThat(sizes(load, author.id)).containsExactly(1);
			assertThat(SoftDeleteScope.includingDeleted(Book.class, () -> sizes(load, author.id))).containsExactly(1,
					1);
			assertThat(SoftDeleteScope.includingDeleted(Label.class, () -> sizes(load, author.id))).containsExactly(2);
			assertThat(SoftDeleteScope.includingDeleted(Author.class, () -> sizes(load, author.id))).containsExactly(1);
			assertThat(SoftDeleteScope.includingDeleted(() -> sizes(load, author.id))).containsExactly(2, 2);
			assertThat(SoftDeleteScope.onlyDeleted(Book.class, () -> sizes(load, author.id))).containsExactly(1);
		}
	}

	// --- the annotation of query methods

	@Test
	void annotatedMethodsOfEveryKindSeeDeletedOnes() {
		List<Book> some = savedBooks("a", "b", "c");
		this.books.deleteAll(some.subList(0, 2));
		assertThat(titles(this.books.findByTitleStartingWithOrderByTitle(this.prefix))).containsExactly("c");
		assertThat(titles(this.books.findAnyByTitleStartingWithOrderByTitle(this.prefix))).containsExactly("a", "b",
				"c");
		assertThat(titles(this.books.anyByQuery(this.prefix))).containsExactly("a", "b", "c");
		assertThat(titles(this.books.anyByNativeQuery(this.prefix))).containsExactly("a", "b", "c");
		Page<Book> page = this.books.findPageByTitleStartingWith(this.prefix, PageRequest.of(0, 2, Sort.by("title")));
		assertThat(titles(page)).containsExactly("a", "b");
		assertThat(page.getTotalElements()).isEqualTo(3);
		Slice<Book> slice = this.books.findSliceByTitleStartingWith(this.prefix,
				PageRequest.of(0, 2, Sort.by("title")));
		assertThat(titles(slice)).containsExactly("a", "b");
		assertThat(slice.hasNext()).isTrue();
		for (ScrollPosition position : List.<ScrollPosition>of(ScrollPosition.offset(), ScrollPosition.keyset())) {
			Window<Book> window = this.books.findFirst2ByTitleStartingWith(this.prefix, position, Sort.by("title"));
			assertThat(titles(window)).as("%s", position).containsExactly("a", "b");
			Window<Book> next = SoftDeleteScope.includingDeleted(() -> this.books.<Book, Window<Book>>findBy(own(),
					(query) -> query.limit(2).sortBy(Sort.by("title")).scroll(window.positionAt(1))));
			assertThat(titles(next)).as("%s", position).containsExactly("c");
		}
		assertThat(this.books.findOneByTitle(this.prefix + "a")).isPresent();
		assertThat(this.books.findSomeByTitle(this.prefix + "a")).isNotNull();
		assertThat(this.books.findTitledByTitleStartingWithOrderByTitle(this.prefix, Limit.of(2)))
			.extracting(Titled::getTitle)
			.containsExactly(this.prefix + "a", this.prefix + "b");
		assertThat(this.books.countAnyByTitleStartingWith(this.prefix)).isEqualTo(3);
		assertThat(this.books.existsAnyByTitle(this.prefix + "a")).isTrue();
		assertThat(titles(this.books.twice(this.prefix))).containsExactly("a", "b", "c", "a", "b", "c");
		assertThat(SoftDeleteScope.isOpen()).isFalse();
	}

	@Test
	void anAnnotatedStreamSeesDeletedOnes() {
		this.books.delete(savedBooks("a", "b").get(0));
		tx(() -> {
			try (Stream<Book> stream = this.books.streamByTitleStartingWithOrderByTitle(this.prefix)) {
				assertThat(titles(stream.toList())).containsExactly("a", "b");
			}
		});
	}

	@Test
	void aChangeOfADeletedOneOfAnAnnotatedStreamIsNotWritten() {
		this.books.delete(savedBooks("a", "b").get(0));
		Tables before = contents();
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> tx(() -> {
			try (Stream<Book> stream = this.books.streamByTitleStartingWithOrderByTitle(this.prefix)) {
				stream.filter((book) -> book.getDeletedAt() != null).forEach((book) -> book.title = "changed");
			}
		}));
		assertThat(contents()).isEqualTo(before);
	}

	@Test
	void inheritedMethodsThatAreAnnotatedSeeDeletedOnes() {
		ArchiveRepository archive = bean(ArchiveRepository.class);
		List<Book> some = savedBooks("a", "b");
		this.books.delete(some.get(0));
		assertThat(archive.findAll()).extracting(Book::getId).contains(some.get(0).id, some.get(1).id);
		assertThat(archive.findById(some.get(0).id)).isPresent();
		assertThat(archive.existsById(some.get(0).id)).isFalse();
		assertThat(archive.findAll(Sort.by("id"))).extracting(Book::getId).doesNotContain(some.get(0).id);
		assertThat(found(archive, some.get(0).id)).isTrue();
	}

	// by the interface that declares it
	private static <T, I> boolean found(org.springframework.data.repository.CrudRepository<T, I> repository, I id) {
		return repository.findById(id).isPresent();
	}

	@Test
	void anAnnotatedMethodMayLetDeletedOnesOfOneEntityIn() {
		Author author = saved(new Author("deleted"));
		saved(new Book(this.prefix + "live", author));
		this.books.delete(saved(new Book(this.prefix + "deleted", author)));
		this.authors.delete(author);
		assertThat(titles(this.books.ofAnyAuthor(this.prefix))).containsExactly("live");
		assertThat(titles(this.books.anyOfAnyAuthor(this.prefix))).containsExactly("deleted", "live");
	}

	@Test
	void aRepositoryOfAnEntityThatIsNotSoftDeletableMayHaveAnnotatedMethods() {
		LoanRepository loans = bean(LoanRepository.class);
		Book book = saved(new Book(this.prefix, null));
		loans.save(new Loan(this.prefix, book));
		this.books.delete(book);
		assertThat(loans.withBook(this.prefix)).isEmpty();
		assertThat(loans.withAnyBook(this.prefix)).hasSize(1);
	}

	@Test
	void exceptionsOfAnAnnotatedMethodPassAsTheyAre() {
		this.books.deleteAll(savedBooks("same", "same"));
		assertThatExceptionOfType(IncorrectResultSizeDataAccessException.class)
			.isThrownBy(() -> this.books.findOneByTitle(this.prefix + "same"));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.books.fail("checked"))
			.withMessage("checked")
			.withNoCause();
		assertThat(SoftDeleteScope.isOpen()).isFalse();
	}

	// --- afterwards, in the same transaction

	@Test
	void whatWasFoundInAScopeIsNotFoundByIdAfterIt() {
		List<Book> some = savedBooks("a", "b");
		Book deleted = some.get(0);
		this.books.delete(deleted);
		tx(() -> {
			assertThat(SoftDeleteScope.includingDeleted(() -> this.books.findById(deleted.id))).isPresent();
			assertThat(SoftDeleteScope.includingDeleted(() -> em().find(Book.class, deleted.id))).isNotNull();
			assertThat(SoftDeleteScope.includingDeleted(() -> this.books.existsById(deleted.id))).isTrue();
			assertThat(this.books.findAllIncludingDeleted(own(), Pageable.unpaged())).hasSize(2);
			assertNotFound(deleted);
			assertThat(this.books.findDeletedById(deleted.id)).isPresent();
			assertNotFound(deleted);
			assertThat(this.books.findById(some.get(1).id)).isPresent();
		});
	}

	@Test
	void changesOfDeletedOnesAreNotWrittenButThoseOfLiveOnesAre() {
		List<Book> some = savedBooks("a", "b");
		this.books.delete(some.get(0));
		Tables before = contents();
		tx(() -> this.books.findAllIncludingDeleted(own(), Pageable.unpaged()).forEach((book) -> {
			if (book.id.equals(some.get(0).id)) {
				book.title = "changed";
			}
		}));
		tx(() -> this.books.findDeleted(own(), Pageable.unpaged()).forEach((book) -> book.title = "changed"));
		tx(() -> this.books.anyByQuery(this.prefix).get(0).title = "changed");
		tx(() -> SoftDeleteScope.onlyDeleted(Book.class,
				() -> this.books.findByTitleStartingWithOrderByTitle(this.prefix).get(0).title = "changed"));
		tx(() -> SoftDeleteScope.includingDeleted(() -> em().find(Book.class, some.get(0).id)).title = "changed");
		assertThat(contents()).isEqualTo(before);
		tx(() -> this.books.findAllIncludingDeleted(own(), Pageable.unpaged())
			.forEach((book) -> book.title = book.title + " changed"));
		assertThat(titles(this.books.findAllIncludingDeleted(own(), Pageable.unpaged()))).containsExactly("a",
				"b changed");
	}

	@Test
	void collectionsOfADeletedOneShowAndKeepTheirRows() {
		Book book = new Book(this.prefix, null);
		book.remarks.addAll(Set.of("one", "two"));
		Label label = saved(new Label(this.prefix));
		book.labels.add(label);
		saved(book);
		this.books.deleteById(book.id);
		Tables before = contents();
		tx(() -> {
			Book found = this.books.findDeletedById(book.id).orElseThrow();
			assertThat(found.remarks).containsExactlyInAnyOrder("one", "two");
			assertThat(found.labels).hasSize(1);
		});
		assertThat(contents()).isEqualTo(before);
		this.books.restore(book.id);
		tx(() -> assertThat(this.books.findById(book.id).orElseThrow().remarks).hasSize(2));
	}

	@Test
	void elementsOfALiveOneLoadedInAScopeAreWritten() {
		Book book = new Book(this.prefix, null);
		book.remarks.addAll(Set.of("one", "two"));
		saved(book);
		tx(() -> {
			Book found = SoftDeleteScope.includingDeleted(() -> {
				Book loaded = this.books.findById(book.id).orElseThrow();
				Hibernate.initialize(loaded.remarks);
				return loaded;
			});
			found.remarks.remove("one");
			found.remarks.add("three");
		});
		tx(() -> assertThat(this.books.findById(book.id).orElseThrow().remarks).containsExactlyInAnyOrder("two",
				"three"));
	}

	@Test
	void aLiveReferenceOfADeletedOneIsWritten() {
		Author author = saved(new Author(this.prefix));
		Book book = saved(new Book(this.prefix, author));
		this.books.delete(book);
		tx(() -> {
			Book found = this.books.findDeletedById(book.id).orElseThrow();
			found.author.getName();
			((Author) Hibernate.unproxy(found.author)).name = "changed";
		});
		assertThat(this.authors.findById(author.id).orElseThrow().name).isEqualTo("changed");
	}

	private void assertNotFound(Book deleted) {
		assertThat(this.books.findById(deleted.id)).isEmpty();
		assertThat(em().find(Book.class, deleted.id)).isNull();
		assertThat(this.books.existsById(deleted.id)).isFalse();
		assertThat(this.books.findAllById(List.of(deleted.id))).isEmpty();
		assertThat(found()).containsExactly("b");
	}

	private List<String> found() {
		return titles(this.books.findByTitleStartingWithOrderByTitle(this.prefix));
	}

	private boolean exists(Author author) {
		return !em().createQuery("select a.id from Author a where a.id = :id", Long.class)
			.setParameter("id", author.id)
			.getResultList()
			.isEmpty();
	}

	private List<Integer> sizes(String load, Long author) {
		return get(
				() -> em().createQuery(load, Author.class).setParameter("id", author).getSingleResult().books.stream()
					.map((book) -> book.labels.size())
					.toList());
	}

	private List<String> titles(String hql) {
		return em().createQuery(hql, String.class)
			.setParameter("title", this.prefix + "%")
			.getResultList()
			.stream()
			.map((title) -> title.substring(this.prefix.length()))
			.toList();
	}

	private List<String> titles(Iterable<Book> found) {
		List<String> titles = new ArrayList<>();
		found.forEach((book) -> titles.add(book.title.substring(this.prefix.length())));
		return titles;
	}

	private Specification<Book> own() {
		return (root, query, builder) -> builder.like(root.get("title"), this.prefix + "%");
	}

	private List<Book> savedBooks(String... titles) {
		return Stream.of(titles).map((title) -> saved(new Book(this.prefix + title, null))).toList();
	}

	private void fail() {
		throw new IllegalStateException("on purpose");
	}

}
