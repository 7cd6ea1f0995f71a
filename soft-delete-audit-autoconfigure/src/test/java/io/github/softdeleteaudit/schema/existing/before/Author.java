package io.github.softdeleteaudit.schema.existing.before;

import java.util.LinkedHashSet;
import java.util.Set;

import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import org.hibernate.envers.Audited;

/**
 * An entity as it was before the starter came.
 */
@Entity
@Audited
public class Author {

	@Id
	public Long id;

	public String name;

	@ElementCollection
	public Set<String> pens = new LinkedHashSet<>();

	@OneToMany(mappedBy = "author", cascade = CascadeType.ALL, orphanRemoval = true)
	public Set<Book> books = new LinkedHashSet<>();

	protected Author() {
	}

	public Author(long id, String name, String... pens) {
		this.id = id;
		this.name = name;
		this.pens.addAll(Set.of(pens));
	}

}
