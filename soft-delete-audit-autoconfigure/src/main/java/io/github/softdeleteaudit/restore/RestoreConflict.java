package io.github.softdeleteaudit.restore;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.softdeleteaudit.unique.LiveUnique;
import org.jspecify.annotations.Nullable;

/**
 * What is in the way of a restore.
 *
 * @param kind what it is
 * @param entityType the class of the row that was to be restored
 * @param id the identifier of that row
 * @param values the values that meet the obstacle, by attribute of that row: those of the
 * key, of an association the identifier, or the reference to the parent; empty if the
 * parent is not referred to by an attribute
 * @param obstacleType the class of the row in the way
 * @param obstacleId the identifier of the row in the way
 */
public record RestoreConflict(Kind kind, Class<?> entityType, Object id, Map<String, @Nullable Object> values,
		Class<?> obstacleType, Object obstacleId) {

	/**
	 * Create a conflict.
	 */
	public RestoreConflict {
		values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
	}

	/**
	 * Return the attributes that meet the obstacle.
	 * @return the attributes, in the order in which a key declares them
	 */
	public List<String> attributes() {
		return List.copyOf(this.values.keySet());
	}

	@Override
	public String toString() {
		String row = this.entityType.getSimpleName() + " " + this.id;
		String obstacle = this.obstacleType.getSimpleName() + " " + this.obstacleId;
		return switch (this.kind) {
			case HELD_KEY -> "%s and %s would both be live with %s".formatted(row, obstacle, this.values);
			case DELETED_PARENT ->
				"the parent of %s, %s, is deleted and was not part of the deletion".formatted(row, obstacle);
			case MISSING_PARENT -> "%s refers by %s to %s, which does not exist any more".formatted(row,
					String.join(", ", attributes()), obstacle);
		};
	}

	/**
	 * The kinds of conflicts.
	 */
	public enum Kind {

		/**
		 * A live row, or another one that would be restored along, holds a
		 * {@link LiveUnique @LiveUnique} key of the row.
		 */
		HELD_KEY,

		/**
		 * The row's parent, whose deletion takes it along, is deleted, and was not a part
		 * of the same deletion. {@link RestoreOptions#withParents()} brings it back too.
		 */
		DELETED_PARENT,

		/**
		 * The row refers to a row of a soft-deletable entity that does not exist any
		 * more.
		 */
		MISSING_PARENT

	}

}
