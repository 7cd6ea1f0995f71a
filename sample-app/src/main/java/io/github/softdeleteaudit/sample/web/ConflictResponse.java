package io.github.softdeleteaudit.sample.web;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.softdeleteaudit.audit.RevertConflict;
import io.github.softdeleteaudit.restore.RestoreConflict;
import org.jspecify.annotations.Nullable;

/**
 * What is in the way of a restore or a revert. The values are not told: they may be
 * another customer's.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConflictResponse(Enum<?> kind, String type, Object id, List<String> attributes,
		@Nullable String inTheWayType, @Nullable Object inTheWayId) {

	public static ConflictResponse of(RestoreConflict conflict) {
		return new ConflictResponse(conflict.kind(), conflict.entityType().getSimpleName(), conflict.id(),
				conflict.attributes(), conflict.obstacleType().getSimpleName(), conflict.obstacleId());
	}

	static ConflictResponse of(RevertConflict conflict) {
		Class<?> obstacle = conflict.obstacleType();
		return new ConflictResponse(conflict.kind(), conflict.entityType().getSimpleName(), conflict.id(),
				conflict.attributes(), (obstacle != null) ? obstacle.getSimpleName() : null, conflict.obstacleId());
	}

}
