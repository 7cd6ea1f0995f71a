package io.github.softdeleteaudit.schema.existing.envers;

import java.util.LinkedHashSet;
import java.util.Set;

import io.github.softdeleteaudit.repository.AuditedRepository;
import io.github.softdeleteaudit.repository.SoftDeleteRepository;
import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import org.hibernate.envers.Audited;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * The application of authors and books, with the starter.
 */
public final class EnversModel {

	private EnversModel() {
	}

	@SpringBootApplication
	@EnableJpaRepositories(considerNestedRepositories = true)
	public static class EnversApplication {

	}

	public interface AuthorRepository extends SoftDeleteRepository<Author, Long>, AuditedRepository<Author, Long> {

	}

	@Entity(name = "Author")
	@Audited
	public static class Author extends SoftDeletableEntity {

		@Id
		public Long id;

		public String name;

		@ElementCollection
		public Set<String> pens = new LinkedHashSet<>();

		@OneToMany(mappedBy = "author", cascade = CascadeType.ALL, orphanRemoval = true)
		public Set<Book> books = new LinkedHashSet<>();

		protected Author() {
		}

		public Author(long id, String name) {
			this.id = id;
			this.name = name;
		}

	}

	@Entity(name = "Book")
	@Audited
	public static class Book extends SoftDeletableEntity {

		@Id
		public Long id;

		public String title;

		@ManyToOne(fetch = FetchType.LAZY)
		public Author author;

		protected Book() {
		}

		public Book(long id, Author author, String title) {
			this.id = id;
			this.author = author;
			this.title = title;
			author.books.add(this);
		}

	}

}
