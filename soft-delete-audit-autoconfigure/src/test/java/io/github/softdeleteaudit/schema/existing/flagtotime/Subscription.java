package io.github.softdeleteaudit.schema.existing.flagtotime;

import io.github.softdeleteaudit.softdelete.SoftDeletableEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/**
 * Of a table that does not know when its rows were deleted.
 */
@Entity
public class Subscription extends SoftDeletableEntity {

	@Id
	private Long id;

	private String title;

	@ManyToOne(fetch = FetchType.LAZY)
	private Subscriber subscriber;

	protected Subscription() {
	}

	public Long getId() {
		return this.id;
	}

	public String getTitle() {
		return this.title;
	}

}
