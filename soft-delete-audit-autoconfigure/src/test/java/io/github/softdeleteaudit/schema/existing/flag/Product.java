package io.github.softdeleteaudit.schema.existing.flag;

import io.github.softdeleteaudit.softdelete.Deleted;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * Of a table whose {@code deleted} is null in live rows too.
 */
// tag::existing-flag[]
@Entity
@SoftDeletable
public class Product {

	@Id
	private Long id;

	private String name;

	@Deleted
	private Boolean deleted; // a boolean, if the column is not null

	// end::existing-flag[]
	protected Product() {
	}

	public Product(long id, String name) {
		this.id = id;
		this.name = name;
	}

	public String getName() {
		return this.name;
	}

	public Boolean getDeleted() {
		return this.deleted;
	}

	// tag::existing-flag[]
	// constructors, getters and setters

}
// end::existing-flag[]
