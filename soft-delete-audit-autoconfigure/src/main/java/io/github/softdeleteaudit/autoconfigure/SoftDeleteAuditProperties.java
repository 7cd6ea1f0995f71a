package io.github.softdeleteaudit.autoconfigure;

import io.github.softdeleteaudit.schema.SchemaMode;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The switches of the starter. With every feature off the application behaves as if the
 * starter were absent.
 *
 * @param softDelete deleting, restoring and purging
 * @param liveUnique keys that are unique among live rows
 * @param deletedIndex indexes over deleted rows
 * @param audit revisions and history
 * @param schema Who looks after what is needed of the schema: Hibernate, as ddl-auto
 * says; the application's migrations, and what is missing or wrong stops the start; or
 * the migrations alone.
 */
@ConfigurationProperties("soft-delete-audit")
public record SoftDeleteAuditProperties(@DefaultValue SoftDelete softDelete, @DefaultValue LiveUnique liveUnique,
		@DefaultValue DeletedIndex deletedIndex, @DefaultValue Audit audit,
		@DefaultValue("hibernate") SchemaMode schema) {

	/**
	 * Switches for deleting, restoring and purging.
	 *
	 * @param enabled Whether entities marked as soft-deletable keep their rows when they
	 * are deleted. When off, a repository that extends SoftDeleteRepository stops the
	 * start.
	 * @param physicalDelete What happens to native SQL issued through Hibernate, outside
	 * of a purge, that would delete rows of a soft-deletable entity physically.
	 */
	public record SoftDelete(@DefaultValue("true") boolean enabled,
			@DefaultValue("refuse") PhysicalDelete physicalDelete) {

		/**
		 * What happens to a statement that would delete rows physically.
		 */
		public enum PhysicalDelete {

			/** It fails, and nothing is deleted. */
			REFUSE,

			/** It runs, and a warning is logged: the rows are lost, and not recorded. */
			WARN

		}

	}

	/**
	 * Switches for keys that are unique among live rows.
	 *
	 * @param enabled Whether indexes over live rows are part of the schema, and stand for
	 * the unique constraints of natural ids and one-to-one associations.
	 */
	public record LiveUnique(@DefaultValue("true") boolean enabled) {
	}

	/**
	 * Switches for indexes over deleted rows.
	 *
	 * @param enabled Whether indexes by which deleted rows are listed, and found by their
	 * deletion, are part of the schema.
	 */
	public record DeletedIndex(@DefaultValue("true") boolean enabled) {
	}

	/**
	 * Switches for revisions, history and who is recorded in them.
	 *
	 * @param enabled Whether changes of audited entities are recorded. When off, Envers
	 * is switched off too, unless the application sets its property.
	 * @param actor SpEL expression, evaluated on the Authentication, that names the
	 * actor.
	 * @param systemActor Name of the actor of work that no user stands behind.
	 * @param onActorFailure What happens to a write when it cannot be found out who acts.
	 * @param requestId Key of the logging context (MDC) that holds the request id.
	 * @param requestIdHeader Name of the HTTP header that holds the request id when the
	 * logging context has none. Empty to read no header.
	 */
	public record Audit(@DefaultValue("true") boolean enabled, @DefaultValue("name") String actor,
			@DefaultValue("system") String systemActor, @DefaultValue("fail") OnActorFailure onActorFailure,
			@DefaultValue("requestId") String requestId, @DefaultValue("") String requestIdHeader) {

		/**
		 * What happens when it cannot be found out who acts.
		 */
		public enum OnActorFailure {

			/** The write fails. */
			FAIL,

			/** The actor is recorded as "unknown", and a warning is logged. */
			UNKNOWN

		}

	}

}
