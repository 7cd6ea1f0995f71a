package io.github.softdeleteaudit.shapes.scope;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.softdeleteaudit.repository.IncludingDeleted;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.NamedAttributeNode;
import jakarta.persistence.NamedEntityGraph;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

/**
 * Books, what they refer to and what refers to them, and repositories that see deleted
 * ones.
 */
public final class ScopeModel {

	private ScopeModel() {
	}

	@SpringBootApplication(proxyBeanMethods = false)
	@EnableAsync
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class ScopeApplication {

		@Bean
		Background background() {
			return new Background();
		}

	}

	/** Runs work in a thread of Spring's. */
	public static class Background {

		@Async
		public <T> CompletableFuture<T> run(Supplier<T> work) {
			return CompletableFuture.completedFuture(work.get());
		}

	}

	@Entity(name = "Author")
	public static class Author extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String name;

		@OneToMany(mappedBy = "author")
		public Set<Book> books = new LinkedHashSet<>();

		protected Author() {
		}

		public Author(String name) {
			this.name = name;
		}

		public String getName() {
			return this.name;
		}

	}

	@Entity(name = "Label")
	public static class Label extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String name;

		protected Label() {
		}

		public Label(String name) {
			this.name = name;
		}

	}

	@NamedQuery(name = "Book.named", query = "select b from Book b where b.title like concat(:title, '%')")
	@NamedEntityGraph(name = "Book.all",
			attributeNodes = { @NamedAttributeNode("author"), @NamedAttributeNode("labels") })
	@Entity(name = "Book")
	public static class Book extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		public String title;

		@ManyToOne(fetch = FetchType.LAZY)
		public @Nullable Author author;

		@ManyToMany
		public Set<Label> labels = new LinkedHashSet<>();

		@ElementCollection
		public Set<String> remarks = new LinkedHashSet<>();

		protected Book() {
		}

		public Book(String title, @Nullable Author author) {
			this.title = title;
			this.author = author;
		}

		public Long getId() {
			return this.id;
		}

		public String getTitle() {
			return this.title;
		}

	}

	/** Not soft-deletable. */
	@Entity(name = "Loan")
	public static class Loan {

		@Id
		@GeneratedValue
		public Long id;

		public String reader;

		@ManyToOne(fetch = FetchType.LAZY)
		public Book book;

		protected Loan() {
		}

		public Loan(String reader, Book book) {
			this.reader = reader;
			this.book = book;
		}

	}

	@Entity(name = "Vehicle")
	@Inheritance(strategy = InheritanceType.JOINED)
	public static class Vehicle extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		public String plate;

	}

	@Entity(name = "Car")
	public static class Car extends Vehicle {

		public int seats;

	}

	@Entity(name = "Truck")
	public static class Truck extends Vehicle {

		public int tons;

	}

	public record BookTitle(String title) {

	}

	public interface Titled {

		String getTitle();

	}

	public interface AuthorRepository extends SoftDeleteRepository<Author, Long> {

	}

	public interface LabelRepository extends SoftDeleteRepository<Label, Long> {

	}

	public interface BookRepository extends SoftDeleteRepository<Book, Long>, JpaSpecificationExecutor<Book> {

		List<Book> findByTitleStartingWithOrderByTitle(String title);

		Page<Titled> findTitledByTitleStartingWith(String title, Pageable pageable);

		List<BookTitle> findRecordsByTitleStartingWith(String title);

		<T> List<T> findDynamicallyByTitleStartingWith(String title, Class<T> type);

		Stream<Book> readByTitleStartingWith(String title);

		Window<Book> findTop1ByTitleStartingWith(String title, ScrollPosition position, Sort sort);

		List<Book> findByTitleIn(List<String> titles);

		Optional<Book> findFirstByTitleStartingWithOrderByTitle(String title);

		boolean existsByTitle(String title);

		long countByTitleStartingWith(String title);

		List<Book> named(String title);

		@EntityGraph(attributePaths = { "author", "labels" })
		List<Book> getByTitleStartingWith(String title);

		@Query(value = "select * from book where title like concat(:title, '%')", nativeQuery = true)
		List<Book> natively(String title);

		@IncludingDeleted
		List<Book> findAnyByTitleStartingWithOrderByTitle(String title);

		@IncludingDeleted
		@Query("select b from Book b where b.title like concat(:title, '%') order by b.title")
		List<Book> anyByQuery(String title);

		@IncludingDeleted
		@Query(value = "select * from book where title like concat(:title, '%') order by title", nativeQuery = true)
		List<Book> anyByNativeQuery(String title);

		@IncludingDeleted
		Page<Book> findPageByTitleStartingWith(String title, Pageable pageable);

		@IncludingDeleted
		Slice<Book> findSliceByTitleStartingWith(String title, Pageable pageable);

		@IncludingDeleted
		Window<Book> findFirst2ByTitleStartingWith(String title, ScrollPosition position, Sort sort);

		@IncludingDeleted
		Stream<Book> streamByTitleStartingWithOrderByTitle(String title);

		@IncludingDeleted
		Optional<Book> findOneByTitle(String title);

		@IncludingDeleted
		@Nullable Book findSomeByTitle(String title);

		@IncludingDeleted
		List<Titled> findTitledByTitleStartingWithOrderByTitle(String title, Limit limit);

		@IncludingDeleted
		long countAnyByTitleStartingWith(String title);

		@IncludingDeleted
		boolean existsAnyByTitle(String title);

		@IncludingDeleted(Author.class)
		@Query("select b from Book b where b.title like concat(:title, '%')"
				+ " and exists (select 1 from Author a where a.id = b.author.id) order by b.title")
		List<Book> ofAnyAuthor(String title);

		@IncludingDeleted({ Author.class, Book.class })
		@Query("select b from Book b where b.title like concat(:title, '%')"
				+ " and exists (select 1 from Author a where a.id = b.author.id) order by b.title")
		List<Book> anyOfAnyAuthor(String title);

		@IncludingDeleted
		default List<Book> twice(String title) {
			List<Book> found = findByTitleStartingWithOrderByTitle(title);
			found.addAll(findByTitleStartingWithOrderByTitle(title));
			return found;
		}

		@IncludingDeleted
		default void fail(String message) throws IOException {
			throw new IOException(message);
		}

	}

	/** Sees deleted books by inherited methods. */
	public interface ArchiveRepository extends JpaRepository<Book, Long> {

		@Override
		@IncludingDeleted
		List<Book> findAll();

		@Override
		@IncludingDeleted
		Optional<Book> findById(Long id);

	}

	public interface LoanRepository extends JpaRepository<Loan, Long> {

		@Query("select l from Loan l where l.reader = :reader"
				+ " and exists (select 1 from Book b where b.id = l.book.id)")
		List<Loan> withBook(String reader);

		@IncludingDeleted
		@Query("select l from Loan l where l.reader = :reader"
				+ " and exists (select 1 from Book b where b.id = l.book.id)")
		List<Loan> withAnyBook(String reader);

	}

	public interface VehicleRepository extends SoftDeleteRepository<Vehicle, Long> {

	}

	public interface CarRepository extends SoftDeleteRepository<Car, Long> {

	}

	public interface TruckRepository extends SoftDeleteRepository<Truck, Long> {

	}

}
