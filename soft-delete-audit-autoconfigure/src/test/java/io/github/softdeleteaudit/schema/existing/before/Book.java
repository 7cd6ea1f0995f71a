package io.github.softdeleteaudit.schema.existing.before;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.envers.Audited;

/**
 * An entity as it was before the starter came.
 */
@Entity
@Audited
public class Book {

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
