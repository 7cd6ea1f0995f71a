package io.github.softdeleteaudit.schema.existing.flag;

import io.github.softdeleteaudit.softdelete.Deleted;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * Of a table whose {@code deleted} is never null.
 */
@Entity
@SoftDeletable
public class Supplier {

	@Id
	private Long id;

	private String name;

	@Deleted
	private boolean deleted;

	protected Supplier() {
	}

	public Supplier(long id, String name) {
		this.id = id;
		this.name = name;
	}

	public String getName() {
		return this.name;
	}

	public boolean isDeleted() {
		return this.deleted;
	}

}
