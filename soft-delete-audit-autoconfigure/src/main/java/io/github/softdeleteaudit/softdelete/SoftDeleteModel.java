package io.github.softdeleteaudit.softdelete;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one soft-deletable entity: the attributes that carry a deletion, and
 * the condition that tells live rows. For the starter's own packages.
 *
 * @param entityName the entity's name in Hibernate
 * @param type the entity's class
 * @param indicator the attribute that tells a deleted row from a live one
 * @param indicatorType the type of that attribute
 * @param deletedBy the attribute that holds the actor, if there is one
 * @param deletionId the attribute that holds the deletion id, if there is one
 * @param versioned whether the entity has a version
 * @param column the indicator's column
 * @param falseLiteral the value of the column that means live beside null, if there is
 * one
 * @param ownRestriction the SQL condition that the application itself puts on the entity,
 * if any
 * @param zone the zone of times that are kept without one
 */
public record SoftDeleteModel(String entityName, Class<?> type, String indicator, IndicatorType indicatorType,
		@Nullable String deletedBy, @Nullable String deletionId, boolean versioned, String column,
		@Nullable String falseLiteral, @Nullable String ownRestriction, ZoneId zone) {

	/**
	 * Return what is known of a subclass.
	 * @param entityName the subclass's name in Hibernate
	 * @param type the subclass
	 * @return the same of another entity
	 */
	public SoftDeleteModel ofSubclass(String entityName, Class<?> type) {
		return new SoftDeleteModel(entityName, type, this.indicator, this.indicatorType, this.deletedBy,
				this.deletionId, this.versioned, this.column, this.falseLiteral, this.ownRestriction, this.zone);
	}

	/**
	 * Return whether an attribute carries a deletion, so that only deleting and restoring
	 * write it.
	 * @param attribute the name of an attribute
	 * @return whether it is the indicator, or holds the actor or the deletion id
	 */
	public boolean carriesDeletion(String attribute) {
		return attribute.equals(this.indicator) || attribute.equals(this.deletedBy)
				|| attribute.equals(this.deletionId);
	}

	/**
	 * Return the SQL condition of a live row.
	 * @return the condition, columns unqualified
	 */
	public String restriction() {
		return restriction("");
	}

	/**
	 * Return the SQL condition of a live row.
	 * @param qualifier what comes before the names of columns, with its dot
	 * @return the condition
	 */
	public String restriction(String qualifier) {
		String column = qualifier + this.column;
		return column + " is null" + ((this.falseLiteral != null) ? " or " + column + "=" + this.falseLiteral : "");
	}

	/**
	 * Return the SQL condition of a deleted row.
	 * @return the condition, columns unqualified
	 */
	public String deletedCondition() {
		return (this.falseLiteral != null) ? "not (" + restriction() + ")" : this.column + " is not null";
	}

	/**
	 * Return whether a value of the indicator means that the row is deleted.
	 * @param value the value of the attribute
	 * @return whether the row is deleted
	 */
	public boolean isDeleted(@Nullable Object value) {
		return (this.indicatorType == IndicatorType.BOOLEAN) ? Boolean.TRUE.equals(value) : value != null;
	}

	/**
	 * Return the indicator's value for a row deleted at the given time.
	 * @param instant when
	 * @return the value of the attribute
	 */
	public Object deletedValue(Instant instant) {
		return switch (this.indicatorType) {
			case INSTANT -> instant;
			case OFFSET_DATE_TIME -> OffsetDateTime.ofInstant(instant, this.zone);
			case LOCAL_DATE_TIME -> LocalDateTime.ofInstant(instant, this.zone);
			case BOOLEAN -> true;
		};
	}

	/**
	 * Return the indicator's value for a live row.
	 * @return the value of the attribute
	 */
	public @Nullable Object liveValue() {
		return (this.indicatorType == IndicatorType.BOOLEAN) ? false : null;
	}

	/**
	 * Return when a row was deleted.
	 * @param value the value of the indicator
	 * @return the time, or {@code null} if the row is live or the indicator keeps no time
	 */
	public @Nullable Instant deletedAt(@Nullable Object value) {
		if (value instanceof Instant instant) {
			return instant;
		}
		if (value instanceof OffsetDateTime offsetDateTime) {
			return offsetDateTime.toInstant();
		}
		return (value instanceof LocalDateTime localDateTime) ? localDateTime.atZone(this.zone).toInstant() : null;
	}

	/**
	 * The type of the attribute that tells a deleted row from a live one.
	 */
	public enum IndicatorType {

		/** A time, as an {@link Instant}. */
		INSTANT,

		/** A time, as an {@link OffsetDateTime}. */
		OFFSET_DATE_TIME,

		/** A time, as a {@link LocalDateTime}. */
		LOCAL_DATE_TIME,

		/** True when deleted. */
		BOOLEAN;

		/**
		 * Return whether the indicator tells when the row was deleted.
		 * @return whether it is a time
		 */
		public boolean isTime() {
			return this != BOOLEAN;
		}

	}

}
