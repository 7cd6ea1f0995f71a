package io.github.softdeleteaudit.audit;

/**
 * What happened to an entity in a revision.
 */
public enum HistoryKind {

	/** The entity was created. */
	CREATED,

	/** The entity was changed; also its first entry, when it is older than auditing. */
	UPDATED,

	/** The entity was deleted. */
	DELETED,

	/** The deleted entity was restored. */
	RESTORED,

	/** The deleted entity's row was physically deleted. */
	PURGED

}
