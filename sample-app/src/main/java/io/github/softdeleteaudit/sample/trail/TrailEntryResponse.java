package io.github.softdeleteaudit.sample.trail;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.HistoryKind;
import org.jspecify.annotations.Nullable;

/**
 * A change of one entity.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TrailEntryResponse(long revision, Instant instant, @Nullable String actor, @Nullable String requestId,
		HistoryKind kind, String type, Object id) {

	static TrailEntryResponse of(HistoryEntry<?> entry) {
		return new TrailEntryResponse(entry.revision(), entry.instant(), entry.actor(), entry.requestId(), entry.kind(),
				entry.type().getSimpleName(), entry.id());
	}

}
