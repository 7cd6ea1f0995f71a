package io.github.softdeleteaudit.shapes.scope;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.softdeleteaudit.shapes.ShapeContract;
import io.github.softdeleteaudit.shapes.scope.ScopeModel.Author;
import io.github.softdeleteaudit.shapes.scope.ScopeModel.Book;
import io.github.softdeleteaudit.shapes.scope.ScopeModel.BookRepository;
import io.github.softdeleteaudit.shapes.scope.ScopeModel.BookTitle;
import io.github.softdeleteaudit.shapes.scope.ScopeModel.Label;
import io.github.softdeleteaudit.shapes.scope.ScopeModel.LabelRepository;
import io.github.softdeleteaudit.shapes.scope.ScopeModel.ScopeApplication;
import io.github.softdeleteaudit.shapes.scope.ScopeModel.Titled;
import io.github.softdeleteaudit.test.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.domain.Example;
import org.springframework.data.domain.ExampleMatcher;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.domain.Specification;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same live rows by every way of reading.
 */
abstract class LiveRowsContract extends ShapeContract {

	private String prefix;

	private BookRepository books;

	private Author author;

	private Book live;

	private Book deleted;

	private Label liveLabel;

	private Label deletedLabel;

	LiveRowsContract(TestDatabase database) {
		super(database, ScopeApplication.class);
	}

	@BeforeEach
	void begin() {
		this.prefix = UUID.randomUUID().toString().substring(0, 8) + " ";
		this.books = bean(BookRepository.class);
		this.author = saved(new Author(this.prefix));
		this.liveLabel = saved(new Label(this.prefix + "live"));
		this.deletedLabel = saved(new Label(this.prefix + "deleted"));
		this.live = new Book(this.prefix + "a", this.author);
		this.deleted = new Book(this.prefix + "b", this.author);
		for (Book book : List.of(this.live, this.deleted)) {
			book.labels.addAll(Set.of(this.liveLabel, this.deletedLabel));
			saved(book);
		}
		this.books.deleteById(this.deleted.id);
		bean(LabelRepository.class).delete(this.deletedLabel);
	}

	@Test
	void methodsOfARepository() {
		Map<String, Supplier<List<?>>> ways = new LinkedHashMap<>();
		ways.put("derived", () -> this.books.findByTitleStartingWithOrderByTitle(this.prefix));
		ways.put("interface",
				() -> this.books
					.findTitledByTitleStartingWith(this.prefix, org.springframework.data.domain.Pageable.unpaged())
					.getContent());
		ways.put("record", () -> this.books.findRecordsByTitleStartingWith(this.prefix));
		for (Class<?> type : List.of(Book.class, Titled.class, BookTitle.class)) {
			ways.put("dynamic " + type, () -> this.books.findDynamicallyByTitleStartingWith(this.prefix, type));
		}
		ways.put("in", () -> this.books.findByTitleIn(List.of(this.live.title, this.deleted.title)));
		ways.put("named", () -> this.books.named(this.prefix));
		ways.put("graph", () -> this.books.getByTitleStartingWith(this.prefix));
		ways.put("stream", () -> {
			try (Stream<Book> stream = this.books.readByTitleStartingWith(this.prefix)) {
				return stream.toList();
			}
		});
		for (ScrollPosition position : List.<ScrollPosition>of(ScrollPosition.offset(), ScrollPosition.keyset())) {
			ways.put("window " + position, () -> {
				Window<Book> window = this.books.findTop1ByTitleStartingWith(this.prefix, position, Sort.by("title"));
				assertThat(window.hasNext()).isFalse();
				return window.getContent();
			});
			ways.put("fluent window " + position,
					() -> this.books
						.<Book, Window<Book>>findBy(own(),
								(query) -> query.sortBy(Sort.by("title")).limit(5).scroll(position))
						.getContent());
		}
		ways.put("fluent", () -> this.books.<Book, List<Titled>>findBy(own(), (query) -> query.as(Titled.class).all()));
		ways.put("fluent stream", () -> this.books.<Book, List<Book>>findBy(own(), (query) -> query.stream().toList()));
		ways.put("specification", () -> this.books.findAll(own()));
		ways.put("example", () -> {
			Book probe = new Book(this.prefix, null);
			return this.books.findAll(Example.of(probe,
					ExampleMatcher.matching()
						.withIgnorePaths("version")
						.withStringMatcher(ExampleMatcher.StringMatcher.STARTING)));
		});
		ways.put("ids", () -> this.books.findAllById(List.of(this.live.id, this.deleted.id)));
		ways.forEach((way, read) -> tx(() -> assertThat(read.get()).as(way).hasSize(1)));
		assertThat(this.books.findFirstByTitleStartingWithOrderByTitle(this.prefix + "b")).isEmpty();
		assertThat(this.books.existsByTitle(this.deleted.title)).isFalse();
		assertThat(this.books.countByTitleStartingWith(this.prefix)).isOne();
		assertThat(this.books.count(own())).isOne();
		assertThat(this.books.exists(own())).isTrue();
	}

	@Test
	void nativeQueriesAreNotRestricted() {
		assertThat(this.books.natively(this.prefix)).hasSize(2);
	}

	@Test
	void queriesOfTheEntityManager() {
		Map<String, Supplier<List<?>>> ways = new LinkedHashMap<>();
		for (String select : List.of("b", "b.title", "b.id, b.title", "new map(b.title as title)", "b.author.name",
				"upper(b.title)", "count(b)", "max(b.title)")) {
			ways.put(select,
					() -> em()
						.createQuery("select %s from Book b where b.title like :title group by b, b.author.name"
							.formatted(select), Object.class)
						.setParameter("title", this.prefix + "%")
						.getResultList());
		}
		ways.put("union",
				() -> em()
					.createQuery("select b.title from Book b where b.title = :a union"
							+ " select c.title from Book c where c.title = :b", String.class)
					.setParameter("a", this.live.title)
					.setParameter("b", this.deleted.title)
					.getResultList());
		ways.put("cte",
				() -> em()
					.createQuery("with found as (select b.title as title from Book b where b.title like :title)"
							+ " select f.title from found f", String.class)
					.setParameter("title", this.prefix + "%")
					.getResultList());
		ways.put("derived table", () -> em()
			.createQuery("select f.title from (select b.title as title from Book b where b.title like :title) f",
					String.class)
			.setParameter("title", this.prefix + "%")
			.getResultList());
		ways.put("named",
				() -> em().createNamedQuery("Book.named", Book.class)
					.setParameter("title", this.prefix)
					.getResultList());
		for (String hint : List.of("jakarta.persistence.fetchgraph", "jakarta.persistence.loadgraph")) {
			ways.put(hint,
					() -> em().createNamedQuery("Book.named", Book.class)
						.setParameter("title", this.prefix)
						.setHint(hint, em().getEntityGraph("Book.all"))
						.getResultList());
		}
		ways.put("criteria", () -> {
			CriteriaBuilder builder = em().getCriteriaBuilder();
			CriteriaQuery<Book> criteria = builder.createQuery(Book.class);
			Root<Book> root = criteria.from(Book.class);
			return em().createQuery(criteria.where(builder.like(root.get("title"), this.prefix + "%"))).getResultList();
		});
		ways.put("stream", () -> {
			try (Stream<Book> stream = em().createNamedQuery("Book.named", Book.class)
				.setParameter("title", this.prefix)
				.getResultStream()) {
				return stream.toList();
			}
		});
		ways.put("scroll", () -> {
			List<Book> found = new ArrayList<>();
			try (ScrollableResults<Book> results = session().createNamedQuery("Book.named", Book.class)
				.setParameter("title", this.prefix)
				.scroll()) {
				while (results.next()) {
					found.add(results.get());
				}
			}
			return found;
		});
		ways.forEach((way, read) -> tx(() -> assertThat(read.get()).as(way).hasSize(1)));
	}

	@Test
	void loadsOfManyIds() {
		List<Long> ids = List.of(this.deleted.id, this.live.id);
		tx(() -> assertThat(session().findMultiple(Book.class, ids)).filteredOn(Objects::nonNull).hasSize(1));
		tx(() -> {
			this.books.findDeletedById(this.deleted.id);
			assertThat(session().findMultiple(Book.class, ids)).filteredOn(Objects::nonNull).hasSize(1);
		});
		tx(() -> {
			List<Book> found = session().findMultiple(em().createEntityGraph(Book.class), ids);
			assertThat(found).filteredOn(Objects::nonNull).hasSize(1);
		});
		stateless((session) -> {
			assertThat(session.get(Book.class, this.deleted.id)).isNull();
			assertThat(session.get(Book.class, this.live.id)).isNotNull();
			assertThat(session.getMultiple(Book.class, ids)).filteredOn(Objects::nonNull).hasSize(1);
			assertThat(session.get(session.createEntityGraph(Book.class), this.deleted.id)).isNull();
			assertThat(session.createSelectionQuery("from Book b where b.title like :title", Book.class)
				.setParameter("title", this.prefix + "%")
				.getResultList()).hasSize(1);
			Author found = session.get(Author.class, this.author.id);
			session.fetch(found.books);
			assertThat(found.books).hasSize(1);
		});
	}

	@Test
	void collectionsInQueries() {
		List<String> conditions = List.of("size(a.books) = 1", "a.books is not empty", ":live member of a.books",
				":deleted not member of a.books", "not exists (select 1 from a.books b where b = :deleted)",
				"exists elements(a.books)", ":live in elements(a.books)", ":deleted not in elements(a.books)",
				"(select count(b) from a.books b) = 1",
				"(select max(b.title) from a.books b) = (select c.title from Book c where c = :live)");
		for (String condition : conditions) {
			tx(() -> {
				var query = em().createQuery("select a.id from Author a where a.id = :id and " + condition, Long.class)
					.setParameter("id", this.author.id);
				query.getParameters().forEach((parameter) -> {
					if (!parameter.getName().equals("id")) {
						query.setParameter(parameter.getName(), em().getReference(Book.class,
								parameter.getName().equals("live") ? this.live.id : this.deleted.id));
					}
				});
				assertThat(query.getResultList()).as(condition).hasSize(1);
			});
		}
		for (String condition : List.of("size(b.labels) = 1", "b.labels is not empty", ":live member of b.labels",
				":deleted not member of b.labels", "exists elements(b.labels)", ":live in elements(b.labels)",
				":deleted not in elements(b.labels)", "(select count(l) from b.labels l) = 1")) {
			tx(() -> {
				var query = em().createQuery("select b.id from Book b where b.id = :id and " + condition, Long.class)
					.setParameter("id", this.live.id);
				query.getParameters().forEach((parameter) -> {
					if (!parameter.getName().equals("id")) {
						query.setParameter(parameter.getName(), em().getReference(Label.class,
								parameter.getName().equals("live") ? this.liveLabel.id : this.deletedLabel.id));
					}
				});
				assertThat(query.getResultList()).as(condition).hasSize(1);
			});
		}
	}

	@Test
	void collectionsOfAnEntityGraphAgreeWithTheirSize() {
		tx(() -> assertThat(em().createNamedQuery("Book.named", Book.class)
			.setParameter("title", this.prefix)
			.setHint("jakarta.persistence.fetchgraph", em().getEntityGraph("Book.all"))
			.getSingleResult().labels).hasSize(1));
		tx(() -> assertThat(em().find(Book.class, this.live.id,
				Map.of("jakarta.persistence.loadgraph", em().getEntityGraph("Book.all"))).labels)
			.hasSize(1));
		tx(() -> assertThat(this.books.getByTitleStartingWith(this.prefix).get(0).labels).hasSize(1));
	}

	private Specification<Book> own() {
		return (root, query, builder) -> builder.like(root.get("title"), this.prefix + "%");
	}

	private Session session() {
		return em().unwrap(Session.class);
	}

	private void stateless(Consumer<StatelessSession> work) {
		try (StatelessSession session = bean(EntityManagerFactory.class).unwrap(SessionFactory.class)
			.openStatelessSession()) {
			work.accept(session);
		}
	}

}
