package io.github.softdeleteaudit.schema.existing.time;

import java.time.LocalDateTime;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

import io.github.softdeleteaudit.softdelete.DeletedAt;
import io.github.softdeleteaudit.softdelete.DeletedBy;
import io.github.softdeleteaudit.softdelete.DeletionId;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;

/**
 * Of a table with local times.
 */
// tag::existing-time[]
@Entity
@SoftDeletable
public class Ticket {

	@Id
	private Long id;

	@OneToMany(mappedBy = "ticket", cascade = CascadeType.ALL)
	private Set<Comment> comments = new LinkedHashSet<>();

	@DeletedAt
	private LocalDateTime deletedAt;

	@DeletedBy
	private String deletedBy;

	@DeletionId
	private UUID deletionId;

	// end::existing-time[]
	protected Ticket() {
	}

	public Ticket(long id) {
		this.id = id;
	}

	public Long getId() {
		return this.id;
	}

	public LocalDateTime getDeletedAt() {
		return this.deletedAt;
	}

	public String getDeletedBy() {
		return this.deletedBy;
	}

	public UUID getDeletionId() {
		return this.deletionId;
	}

	public Set<Comment> getComments() {
		return this.comments;
	}

	// tag::existing-time[]
	// constructors, getters and setters

}
// end::existing-time[]
