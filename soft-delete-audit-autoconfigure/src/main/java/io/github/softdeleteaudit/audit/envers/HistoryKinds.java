package io.github.softdeleteaudit.audit.envers;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

import io.github.softdeleteaudit.audit.HistoryKind;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.RevisionType;
import org.jspecify.annotations.Nullable;

/**
 * Tells from an entity's audit rows what happened. Envers knows additions, changes and
 * deletions; restored from created, and purged from deleted, differ by the row before and
 * by what the entity tells of its deletion.
 */
final class HistoryKinds {

	private static final Duration LONGEST_TRANSACTION = Duration.ofDays(1);

	private final BiFunction<SessionFactoryImplementor, Object, @Nullable Deletion> deletion;

	/**
	 * Create it.
	 * @param deletion tells the deletion of an entity of the factory from its state;
	 * {@code null} if it is not soft-deletable
	 */
	HistoryKinds(BiFunction<SessionFactoryImplementor, Object, @Nullable Deletion> deletion) {
		this.deletion = deletion;
	}

	/**
	 * Return what happened.
	 * @param rows the rows that the row is one of
	 * @param previous the row before, {@code null} if there is none
	 * @param previousKind what happened then; whether that was a purge is all that
	 * matters
	 */
	HistoryKind kind(AuditRows rows, AuditRow row, @Nullable AuditRow previous, @Nullable HistoryKind previousKind) {
		SessionFactoryImplementor factory = rows.factory();
		AuditRow deletion = (previous != null && previous.type() == RevisionType.DEL) ? previous : null;
		return switch (row.type()) {
			case ADD -> isCreation(factory, row, previousKind) ? HistoryKind.CREATED : HistoryKind.RESTORED;
			case MOD -> (deletion != null) ? HistoryKind.RESTORED : HistoryKind.UPDATED;
			case DEL -> {
				boolean purged = (deletion != null) ? isSameDeletion(factory, row, deletion)
						: wasDeletedUnseen(factory, row) && !(previous == null && rows.goesOn(row));
				yield purged ? HistoryKind.PURGED : HistoryKind.DELETED;
			}
		};
	}

	// a restored row is recorded as one that is there again
	private boolean isCreation(SessionFactoryImplementor factory, AuditRow row, @Nullable HistoryKind previousKind) {
		return previousKind == null || previousKind == HistoryKind.PURGED
				|| this.deletion.apply(factory, row.entity()) == null;
	}

	// one transaction can restore a row and delete it again, by another deletion
	private boolean isSameDeletion(SessionFactoryImplementor factory, AuditRow row, AuditRow previous) {
		Deletion before = this.deletion.apply(factory, previous.entity());
		Deletion after = this.deletion.apply(factory, row.entity());
		if (before == null || after == null || before.tellsNothing()) {
			// a row written before the starter came
			return true;
		}
		return before.identified() ? Objects.equals(before.id(), after.id())
				: isSameTime(before.instant(), after.instant());
	}

	/**
	 * Whether the row had been deleted before the revision, unseen by auditing, as by
	 * hand in SQL. That is recorded by a purge, or by a baseline, after which the row
	 * goes on.
	 */
	private boolean wasDeletedUnseen(SessionFactoryImplementor factory, AuditRow row) {
		Deletion deletion = this.deletion.apply(factory, row.entity());
		if (deletion == null || deletion.instant() == null) {
			return false;
		}
		if (deletion.identified()) {
			// what marks rows by hand gives no deletion id
			return deletion.id() == null;
		}
		// the same transaction deletes before it writes its revision, but not that long
		return deletion.instant().isBefore(row.revision().instant().minus(LONGEST_TRANSACTION));
	}

	private static boolean isSameTime(@Nullable Instant one, @Nullable Instant other) {
		if (one == null || other == null) {
			return one == other;
		}
		Duration precision = Collections.max(List.of(precision(one).getDuration(), precision(other).getDuration()));
		return Duration.between(one, other).abs().compareTo(precision) < 0;
	}

	// a legacy column may keep less than microseconds
	private static ChronoUnit precision(Instant instant) {
		if (instant.equals(instant.truncatedTo(ChronoUnit.SECONDS))) {
			return ChronoUnit.SECONDS;
		}
		return instant.equals(instant.truncatedTo(ChronoUnit.MILLIS)) ? ChronoUnit.MILLIS : ChronoUnit.MICROS;
	}

	/**
	 * What a deleted entity tells of its deletion.
	 *
	 * @param instant when, if it tells
	 * @param id the deletion id, if it has one
	 * @param identified whether the entity has an attribute for the deletion id
	 */
	record Deletion(@Nullable Instant instant, @Nullable Object id, boolean identified) {

		boolean tellsNothing() {
			return this.instant == null && this.id == null;
		}

	}

}
