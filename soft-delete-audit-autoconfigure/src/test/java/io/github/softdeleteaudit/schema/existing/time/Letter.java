package io.github.softdeleteaudit.schema.existing.time;

import java.time.Instant;
import java.util.UUID;

import io.github.softdeleteaudit.softdelete.DeletedAt;
import io.github.softdeleteaudit.softdelete.DeletedBy;
import io.github.softdeleteaudit.softdelete.DeletionId;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * Of a table that had local times of UTC.
 */
@Entity
@SoftDeletable
public class Letter {

	@Id
	private Long id;

	@DeletedAt
	private Instant deletedAt;

	@DeletedBy
	private String deletedBy;

	@DeletionId
	private UUID deletionId;

	protected Letter() {
	}

	public Letter(long id) {
		this.id = id;
	}

	public Long getId() {
		return this.id;
	}

	public Instant getDeletedAt() {
		return this.deletedAt;
	}

	public String getDeletedBy() {
		return this.deletedBy;
	}

	public UUID getDeletionId() {
		return this.deletionId;
	}

}
