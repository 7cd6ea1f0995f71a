package io.github.softdeleteaudit.audit.envers;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

import io.github.softdeleteaudit.audit.AttributeChange;
import io.github.softdeleteaudit.audit.EntityHistory;
import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.HistoryKind;
import io.github.softdeleteaudit.audit.RevertConflictException;
import io.github.softdeleteaudit.audit.envers.Snapshots.Snapshot;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.softdelete.hibernate.EnabledFilters;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.query.AuditEntity;
import org.jspecify.annotations.Nullable;

/**
 * Reads the history from Envers' audit tables.
 */
final class EnversEntityHistory implements EntityHistory {

	private static final Duration LONGEST_TRANSACTION = Duration.ofDays(1);

	private final BiFunction<SessionFactoryImplementor, Object, @Nullable Deletion> deletion;

	private final Snapshots snapshots = new EnversSnapshots();

	/**
	 * Create the history.
	 * @param deletion tells the deletion of an entity of the factory from its state;
	 * {@code null} if it is live or does not tell
	 */
	EnversEntityHistory(BiFunction<SessionFactoryImplementor, Object, @Nullable Deletion> deletion) {
		this.deletion = deletion;
	}

	@Override
	public <T> List<HistoryEntry<T>> history(EntityManager entityManager, Class<T> type, Object id) {
		SessionFactoryImplementor factory = factory(entityManager.getEntityManagerFactory());
		requireAudited(factory, type);
		List<?> rows = AuditReaderFactory.get(entityManager)
			.createQuery()
			.forRevisionsOfEntity(type, false, true)
			.add(AuditEntity.id().eq(id))
			.getResultList();
		EnversService envers = envers(factory);
		return entries(factory,
				rows.stream().map((row) -> row(type, (Object[]) row, envers)).sorted(Row.OLDEST_FIRST).toList());
	}

	@Override
	public List<AttributeChange> changes(EntityManager entityManager, Class<?> type, Object id, long from, long to) {
		requireAudited(entityManager.getEntityManagerFactory(), type);
		Revisions.require(entityManager, from);
		Revisions.require(entityManager, to);
		return SnapshotComparison.compare(entity(this.snapshots.at(entityManager, type, id, from)),
				entity(this.snapshots.at(entityManager, type, id, to)),
				entityManager.unwrap(SharedSessionContractImplementor.class));
	}

	private static @Nullable Object entity(@Nullable Snapshot<?> snapshot) {
		return (snapshot != null) ? snapshot.entity() : null;
	}

	@Override
	public <T> T revertTo(EntityManager entityManager, Class<T> type, Object id, long revision) {
		requireAudited(entityManager.getEntityManagerFactory(), type);
		Revisions.require(entityManager, revision);
		SessionImplementor session = entityManager.unwrap(SessionImplementor.class);
		return SoftDeleteScope.outside(() -> EnabledFilters.lifted(session, () -> {
			session.flush();
			Snapshot<T> snapshot = this.snapshots.at(session, type, id, revision);
			if (snapshot == null || snapshot.deleted()) {
				throw new IllegalArgumentException("%s %s %s after revision %d".formatted(type.getSimpleName(), id,
						(snapshot != null) ? "was deleted" : "did not exist yet", revision));
			}
			T entity = Reversion.live(session, type, id);
			Reversion reversion = new Reversion(session, this.snapshots, Hibernate.unproxy(entity), id,
					snapshot.entity(), revision);
			if (!reversion.conflicts().isEmpty()) {
				throw new RevertConflictException(reversion.conflicts());
			}
			reversion.apply();
			session.flush();
			return entity;
		}));
	}

	private void requireAudited(EntityManagerFactory entityManagerFactory, Class<?> type) {
		if (!isAudited(entityManagerFactory, type)) {
			throw new IllegalArgumentException("%s is not an audited entity".formatted(type.getName()));
		}
	}

	@Override
	public boolean isAudited(EntityManagerFactory entityManagerFactory, Class<?> type) {
		EnversService envers = envers(factory(entityManagerFactory));
		return envers.isEnabled() && envers.getEntitiesConfigurations().isVersioned(type.getName());
	}

	private static SessionFactoryImplementor factory(EntityManagerFactory entityManagerFactory) {
		return entityManagerFactory.unwrap(SessionFactoryImplementor.class);
	}

	private static EnversService envers(SessionFactoryImplementor factory) {
		return factory.getServiceRegistry().requireService(EnversService.class);
	}

	// an entity, its revision and the revision's type, as Envers returns them
	private static <T> Row<T> row(Class<T> type, Object[] row, EnversService envers) {
		return new Row<>(type.cast(row[0]), RevisionDetails.of(row[1], envers), (RevisionType) row[2]);
	}

	private <T> List<HistoryEntry<T>> entries(SessionFactoryImplementor factory, List<Row<T>> rows) {
		List<HistoryEntry<T>> entries = new ArrayList<>();
		Row<T> previous = null;
		HistoryKind kind = null;
		for (Row<T> row : rows) {
			RevisionDetails revision = row.revision();
			kind = kind(factory, row, previous, kind);
			entries.add(new HistoryEntry<>(revision.number(), revision.instant(), revision.actor(),
					revision.impersonator(), revision.requestId(), revision.reason(), kind, row.entity()));
			previous = row;
		}
		return entries;
	}

	private HistoryKind kind(SessionFactoryImplementor factory, Row<?> row, @Nullable Row<?> previous,
			@Nullable HistoryKind previousKind) {
		Row<?> deletion = (previous != null && previous.type() == RevisionType.DEL) ? previous : null;
		return switch (row.type()) {
			case ADD -> isCreation(factory, row, previousKind) ? HistoryKind.CREATED : HistoryKind.RESTORED;
			case MOD -> (deletion != null) ? HistoryKind.RESTORED : HistoryKind.UPDATED;
			case DEL -> {
				boolean purged = (deletion != null) ? isSameDeletion(factory, row, deletion)
						: wasDeletedUnseen(factory, row);
				yield purged ? HistoryKind.PURGED : HistoryKind.DELETED;
			}
		};
	}

	// a restored row is recorded as one that is there again
	private boolean isCreation(SessionFactoryImplementor factory, Row<?> row, @Nullable HistoryKind previousKind) {
		return previousKind == null || previousKind == HistoryKind.PURGED
				|| this.deletion.apply(factory, row.entity()) == null;
	}

	// one transaction can restore a row and delete it again, by another deletion
	private boolean isSameDeletion(SessionFactoryImplementor factory, Row<?> row, Row<?> previous) {
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
	 * hand in SQL.
	 */
	private boolean wasDeletedUnseen(SessionFactoryImplementor factory, Row<?> row) {
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

	private record Row<T>(T entity, RevisionDetails revision, RevisionType type) {

		static final Comparator<Row<?>> OLDEST_FIRST = Comparator.comparing((Row<?> row) -> row.revision().instant())
			.thenComparing((row) -> row.revision().number());

	}

}
