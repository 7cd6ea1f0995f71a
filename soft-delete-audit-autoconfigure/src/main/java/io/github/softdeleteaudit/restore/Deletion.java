package io.github.softdeleteaudit.restore;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The rows that one transaction has deleted and that are deleted still.
 *
 * @param id the deletion id
 * @param instant when the rows were deleted; if no entity of theirs keeps the time, when
 * the id was made, in milliseconds, or {@code null} if that does not tell
 * @param actor who deleted them, if one of their entities tells
 * @param counts how many they are by entity class, of a hierarchy by the class that a row
 * is of; rows of entities without a deletion id, which it took along, are not counted
 */
public record Deletion(UUID id, @Nullable Instant instant, @Nullable String actor, Map<Class<?>, Long> counts) {

	/**
	 * Create a deletion.
	 */
	public Deletion {
		counts = Map.copyOf(counts);
	}

}
