package io.github.softdeleteaudit.benchmarks.startup;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * An entity of which there are many, audited and deleted softly by hand.
 */
@Entity
@Audited
@SQLDelete(sql = "update handwritten_thing set deleted_at = current_timestamp where id = ? and version = ?")
@SQLRestriction("deleted_at is null")
class HandwrittenThing {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	@Version
	private long version;

	private @Nullable String title;

	private @Nullable Instant deletedAt;

	private @Nullable String deletedBy;

	private @Nullable UUID deletionId;

}
