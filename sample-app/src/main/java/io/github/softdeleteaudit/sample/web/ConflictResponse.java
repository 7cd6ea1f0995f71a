package io.github.softdeleteaudit.sample.web;

import java.util.List;

import io.github.softdeleteaudit.restore.RestoreConflict;

/**
 * What is in the way of a restore. The values are not told: they may be another
 * customer's.
 */
public record ConflictResponse(RestoreConflict.Kind kind, String type, Object id, List<String> attributes,
		String inTheWayType, Object inTheWayId) {

	public static ConflictResponse of(RestoreConflict conflict) {
		return new ConflictResponse(conflict.kind(), conflict.entityType().getSimpleName(), conflict.id(),
				conflict.attributes(), conflict.obstacleType().getSimpleName(), conflict.obstacleId());
	}

}
