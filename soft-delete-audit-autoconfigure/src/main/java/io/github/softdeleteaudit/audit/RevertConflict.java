package io.github.softdeleteaudit.audit;

import java.util.List;

import io.github.softdeleteaudit.unique.LiveUnique;
import org.jspecify.annotations.Nullable;

/**
 * What keeps an entity from being as it was after a revision.
 *
 * @param kind what it is
 * @param entityType the class of the entity that was to be reverted
 * @param id the identifier of that entity
 * @param attributes the attributes that cannot be as they were, those of an embedded
 * object by their paths; several for a key, none if it is the entity itself
 * @param obstacleType the class of the row in the way, or {@code null} if there is none
 * @param obstacleId the identifier of the row in the way, or {@code null} if there is
 * none
 */
public record RevertConflict(Kind kind, Class<?> entityType, Object id, List<String> attributes,
		@Nullable Class<?> obstacleType, @Nullable Object obstacleId) {

	/**
	 * Create a conflict.
	 */
	public RevertConflict {
		attributes = List.copyOf(attributes);
	}

	@Override
	public String toString() {
		String entity = this.entityType.getSimpleName() + " " + this.id;
		String attribute = String.join(", ", this.attributes);
		String obstacle = (this.obstacleType != null) ? this.obstacleType.getSimpleName() + " " + this.obstacleId : "";
		return switch (this.kind) {
			case DELETED -> "%s is deleted: restore it first".formatted(entity);
			case PURGED -> "%s does not exist any more".formatted(entity);
			case DELETED_TARGET -> "%s of %s referred to %s, which is deleted".formatted(attribute, entity, obstacle);
			case MISSING_TARGET ->
				"%s of %s referred to %s, which does not exist any more".formatted(attribute, entity, obstacle);
			case OTHER_OWNER -> "what %s of %s had belongs to %s by now".formatted(attribute, entity, obstacle);
			case HELD_KEY -> "%s holds %s of %s by now".formatted(obstacle, attribute, entity);
			case REQUIRED -> "%s of %s was null, which it must not be any more".formatted(attribute, entity);
			case NOT_UPDATABLE -> "%s of %s cannot be updated".formatted(attribute, entity);
			case ORPHAN ->
				"%s of %s did not have %s, which would be deleted as an orphan".formatted(attribute, entity, obstacle);
		};
	}

	/**
	 * The kinds of conflicts.
	 */
	public enum Kind {

		/** The entity itself is deleted. Restore it first. */
		DELETED,

		/** The entity's row does not exist any more. */
		PURGED,

		/** A reference or a link was to an entity that is deleted now. */
		DELETED_TARGET,

		/** A reference or a link was to an entity whose row does not exist any more. */
		MISSING_TARGET,

		/** An element of a one-to-many association is another entity's by now. */
		OTHER_OWNER,

		/**
		 * Another live row holds a {@link LiveUnique @LiveUnique} key by now, or the link
		 * to a deleted one the key of a map.
		 */
		HELD_KEY,

		/** An attribute was null that is not nullable now. */
		REQUIRED,

		/** An attribute has another value now, but the mapping lets nothing write it. */
		NOT_UPDATABLE,

		/** An element would be removed from a collection, which deletes its orphans. */
		ORPHAN

	}

}
