package io.github.softdeleteaudit.benchmarks.startup;

import java.time.Instant;
import java.util.UUID;

import io.github.softdeleteaudit.softdelete.DeletedAt;
import io.github.softdeleteaudit.softdelete.DeletedBy;
import io.github.softdeleteaudit.softdelete.DeletionId;
import io.github.softdeleteaudit.softdelete.SoftDeletable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * An entity of which there are many, audited and deleted softly.
 */
@Entity
@Audited
@SoftDeletable
class StarterThing {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	@Version
	private long version;

	private @Nullable String title;

	@DeletedAt
	private @Nullable Instant deletedAt;

	@DeletedBy
	private @Nullable String deletedBy;

	@DeletionId
	private @Nullable UUID deletionId;

}
