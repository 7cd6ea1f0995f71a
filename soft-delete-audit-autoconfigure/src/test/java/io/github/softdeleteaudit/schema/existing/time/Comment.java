package io.github.softdeleteaudit.schema.existing.time;

import java.time.LocalDateTime;
import java.util.UUID;

import io.github.softdeleteaudit.softdelete.DeletedAt;
import io.github.softdeleteaudit.softdelete.DeletedBy;
import io.github.softdeleteaudit.softdelete.DeletionId;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/**
 * What belongs to a ticket.
 */
@Entity
@SoftDeletable
public class Comment {

	@Id
	private Long id;

	@ManyToOne(fetch = FetchType.LAZY)
	private Ticket ticket;

	@DeletedAt
	private LocalDateTime deletedAt;

	@DeletedBy
	private String deletedBy;

	@DeletionId
	private UUID deletionId;

	protected Comment() {
	}

	public Comment(long id) {
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

}
