package io.github.softdeleteaudit.sample.deletion;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.github.softdeleteaudit.restore.Deletion;
import org.jspecify.annotations.Nullable;

/**
 * A deletion, with the number of its rows by entity.
 */
record DeletionResponse(UUID id, @Nullable Instant instant, @Nullable String actor, Map<String, Long> counts) {

	static DeletionResponse of(Deletion deletion) {
		Map<String, Long> counts = new TreeMap<>();
		deletion.counts().forEach((type, count) -> counts.put(type.getSimpleName(), count));
		return new DeletionResponse(deletion.id(), deletion.instant(), deletion.actor(), counts);
	}

}
