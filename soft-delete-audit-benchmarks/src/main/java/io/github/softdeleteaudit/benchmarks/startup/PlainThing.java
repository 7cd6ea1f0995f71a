package io.github.softdeleteaudit.benchmarks.startup;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * An entity of which there are many.
 */
@Entity
class PlainThing {

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
