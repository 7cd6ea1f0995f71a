package io.github.softdeleteaudit.shapes.cache;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.softdeleteaudit.repository.IncludingDeleted;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.DeletedAt;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.QueryHint;
import jakarta.persistence.Version;
import org.hibernate.Hibernate;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.envers.Audited;
import org.hibernate.jpa.HibernateHints;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * A library, of which everything is cached.
 */
public final class CacheModel {

	private CacheModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class CacheApplication {

	}

	/**
	 * Something that another transaction does while a row is being read.
	 */
	static final class WhileReading implements AttributeConverter<String, String> {

		private static Runnable action;

		static void once(Runnable action) {
			WhileReading.action = action;
		}

		static boolean isPending() {
			return action != null;
		}

		@Override
		public String convertToDatabaseColumn(String attribute) {
			return attribute;
		}

		@Override
		public String convertToEntityAttribute(String dbData) {
			Runnable once = action;
			action = null;
			if (once != null) {
				once.run();
			}
			return dbData;
		}

	}

	@MappedSuperclass
	public abstract static class Row extends SoftDeletableEntity {

		@Id
		@GeneratedValue
		public Long id;

		@Version
		public int version;

		@Convert(converter = WhileReading.class)
		public String name;

	}

	/** Owns collections of each kind. */
	@Entity(name = "Shelf")
	@Audited
	public static class Shelf extends Row {

		@OneToMany(mappedBy = "shelf", cascade = CascadeType.PERSIST)
		public Set<Book> inverse = new HashSet<>();

		@OneToMany
		@JoinColumn(name = "joined_shelf_id")
		public List<Book> joined = new ArrayList<>();

		@ManyToMany
		public Set<Book> linked = new HashSet<>();

		@ManyToMany
		public List<Book> bag = new ArrayList<>();

		@ManyToMany
		@MapKey(name = "isbn")
		public Map<String, Book> mapped = new HashMap<>();

		@ManyToMany
		public Set<Novel> novels = new HashSet<>();

		@ElementCollection
		public Set<String> notes = new HashSet<>();

		@OneToMany(mappedBy = "shelf", cascade = CascadeType.ALL, orphanRemoval = true)
		public Set<Poster> posters = new HashSet<>();

	}

	public interface ShelfRepository extends SoftDeleteRepository<Shelf, Long> {

	}

	/** Reads its books along with itself. */
	@Entity(name = "Desk")
	public static class Desk extends Row {

		@ManyToMany(fetch = FetchType.EAGER)
		public Set<Book> eager = new HashSet<>();

	}

	/** Not soft-deletable itself. */
	@Entity(name = "Visitor")
	public static class Visitor {

		@Id
		@GeneratedValue
		public Long id;

		@ManyToOne(fetch = FetchType.LAZY)
		public Book favourite;

		@ManyToMany
		public Set<Book> linked = new HashSet<>();

		Book favourite() {
			return (Book) Hibernate.unproxy(this.favourite);
		}

	}

	public interface VisitorRepository extends JpaRepository<Visitor, Long> {

	}

	@Entity(name = "Book")
	@Inheritance(strategy = InheritanceType.JOINED)
	@NaturalIdCache
	@Audited
	public static class Book extends Row {

		@NaturalId(mutable = true)
		public String isbn;

		@ManyToOne(fetch = FetchType.LAZY)
		public Shelf shelf;

		@OneToMany(mappedBy = "book")
		public Set<Page> pages = new HashSet<>();

	}

	@Entity(name = "Novel")
	@Audited
	public static class Novel extends Book {

		public String genre = "genre";

	}

	public interface BookRepository extends SoftDeleteRepository<Book, Long> {

		@QueryHints(@QueryHint(name = HibernateHints.HINT_CACHEABLE, value = "true"))
		List<Book> findByNameStartingWith(String name);

		@IncludingDeleted
		@QueryHints(@QueryHint(name = HibernateHints.HINT_CACHEABLE, value = "true"))
		List<Book> readByNameStartingWith(String name);

	}

	public interface NovelRepository extends SoftDeleteRepository<Novel, Long> {

	}

	/** Goes with its book. */
	@Entity(name = "Page")
	@Audited
	public static class Page extends Row {

		@ManyToOne(fetch = FetchType.LAZY)
		@OnDelete(action = OnDeleteAction.CASCADE)
		public Book book;

	}

	public interface PageRepository extends SoftDeleteRepository<Page, Long> {

	}

	@Entity(name = "Person")
	public static class Person extends Row {

		@OneToOne(mappedBy = "person", fetch = FetchType.LAZY)
		public Passport passport;

	}

	@Entity(name = "Passport")
	public static class Passport extends Row {

		@OneToOne(fetch = FetchType.LAZY)
		public Person person;

	}

	public interface PassportRepository extends SoftDeleteRepository<Passport, Long> {

	}

	/** Goes with its shelf, or as an orphan. */
	@Entity(name = "Poster")
	@Audited
	public static class Poster extends Row {

		@ManyToOne(fetch = FetchType.LAZY)
		public Shelf shelf;

	}

	public interface PosterRepository extends SoftDeleteRepository<Poster, Long> {

	}

	@Entity(name = "Seal")
	@Cache(usage = CacheConcurrencyStrategy.READ_ONLY)
	public static class Seal extends Row {

	}

	public interface SealRepository extends SoftDeleteRepository<Seal, Long> {

	}

	/** With an id of the application's own and no version. */
	@Entity(name = "Room")
	@SoftDeletable
	public static class Room {

		@Id
		public String id;

		@DeletedAt
		public Instant deletedAt;

		public String name;

		@ElementCollection
		public Set<String> notes = new HashSet<>();

	}

	public interface RoomRepository extends SoftDeleteRepository<Room, String> {

	}

}
