package io.github.softdeleteaudit.softdelete;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * Superclass for soft-deletable entities, with the time, the actor and the id of the
 * deletion. Entities that have a superclass of their own mark their own attributes with
 * {@link DeletedAt @DeletedAt}, {@link DeletedBy @DeletedBy} and
 * {@link DeletionId @DeletionId} instead.
 * <p>
 * The three attributes are audited along with an entity that is itself audited; Envers is
 * not needed on the class path.
 */
// Envers reads a superclass only below an audited class: other entities stay unaudited
@Audited
@MappedSuperclass
@Access(AccessType.FIELD)
@SoftDeletable
public abstract class SoftDeletableEntity {

	@DeletedAt
	private @Nullable Instant deletedAt;

	@DeletedBy
	private @Nullable String deletedBy;

	@DeletionId
	private @Nullable UUID deletionId;

	/**
	 * Return when the row was deleted.
	 * @return the time of the deletion, or {@code null} while the row is live
	 */
	public @Nullable Instant getDeletedAt() {
		return this.deletedAt;
	}

	/**
	 * Return who deleted the row.
	 * @return the name of the actor, or {@code null} while the row is live
	 */
	public @Nullable String getDeletedBy() {
		return this.deletedBy;
	}

	/**
	 * Return the id of the deletion: the same for all rows deleted by one transaction.
	 * @return the deletion id, or {@code null} while the row is live
	 */
	public @Nullable UUID getDeletionId() {
		return this.deletionId;
	}

}
