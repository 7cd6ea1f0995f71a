package io.github.softdeleteaudit.audit.envers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.softdeleteaudit.audit.AttributeChange;
import io.github.softdeleteaudit.audit.EntityHistory;
import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.HistoryKind;
import io.github.softdeleteaudit.audit.RevertConflictException;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.softdelete.hibernate.EnabledFilters;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.query.AuditEntity;
import org.hibernate.envers.query.AuditQuery;
import org.hibernate.envers.query.order.AuditOrder;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Order;
import org.springframework.data.support.PageableExecutionUtils;
import org.springframework.util.Assert;

import static java.util.Objects.requireNonNull;

/**
 * Reads the history from Envers' audit tables.
 */
final class EnversEntityHistory implements EntityHistory {

	/** An entry's kind depends on the row before and on whether that was a purge. */
	static final int ROWS_BEFORE = 2;

	private final HistoryKinds kinds;

	EnversEntityHistory(HistoryKinds kinds) {
		this.kinds = kinds;
	}

	@Override
	public <T> List<HistoryEntry<T>> history(EntityManager entityManager, Class<T> type, Object id) {
		AuditRows rows = rows(entityManager, type);
		return entries(rows, type, rows.of(type.getName(), id, false, 0, Integer.MAX_VALUE));
	}

	@Override
	public <T> Page<HistoryEntry<T>> history(EntityManager entityManager, Class<T> type, Object id, Pageable pageable) {
		if (pageable.isUnpaged()) {
			List<HistoryEntry<T>> all = history(entityManager, type, id);
			return PageableExecutionUtils.getPage(isNewestFirst(pageable.getSort(), false) ? reversed(all) : all,
					pageable, all::size);
		}
		AuditRows rows = rows(entityManager, type);
		List<HistoryEntry<T>> page = isNewestFirst(pageable.getSort(), false)
				? newest(type, id, rows, Math.toIntExact(pageable.getOffset()), pageable.getPageSize())
				: oldest(type, id, rows, Math.toIntExact(pageable.getOffset()), pageable.getPageSize());
		return PageableExecutionUtils.getPage(page, pageable, () -> rows.count(type.getName(), id));
	}

	@Override
	public <T> Optional<HistoryEntry<T>> lastEntry(EntityManager entityManager, Class<T> type, Object id) {
		return newest(type, id, rows(entityManager, type), 0, 1).stream().findFirst();
	}

	private <T> List<HistoryEntry<T>> oldest(Class<T> type, Object id, AuditRows rows, int first, int size) {
		int before = Math.min(first, ROWS_BEFORE);
		List<HistoryEntry<T>> entries = entries(rows, type,
				rows.of(type.getName(), id, false, first - before, size + before));
		return entries.subList(Math.min(before, entries.size()), entries.size());
	}

	private <T> List<HistoryEntry<T>> newest(Class<T> type, Object id, AuditRows rows, int first, int size) {
		List<HistoryEntry<T>> entries = reversed(
				entries(rows, type, reversed(rows.of(type.getName(), id, true, first, size + ROWS_BEFORE))));
		return entries.subList(0, Math.min(size, entries.size()));
	}

	/**
	 * Return whether a sort asks for the newest entries first.
	 * @throws IllegalArgumentException if it asks for anything but the instant
	 */
	static boolean isNewestFirst(Sort sort, boolean unsorted) {
		List<Order> orders = sort.toList();
		Assert.isTrue(orders.isEmpty() || orders.size() == 1 && orders.get(0).getProperty().equals("instant"),
				() -> "Entries are sorted by 'instant' only, not by '%s'".formatted(sort));
		return orders.isEmpty() ? unsorted : orders.get(0).isDescending();
	}

	private static <E> List<E> reversed(List<E> list) {
		List<E> reversed = new ArrayList<>(list);
		Collections.reverse(reversed);
		return reversed;
	}

	@Override
	public <T> Optional<T> findAsOf(EntityManager entityManager, Class<T> type, Object id, Instant instant) {
		AuditRows rows = rows(entityManager, type);
		RevisionDetails revision = rows.revisionAt(instant);
		AuditRow row = (revision != null) ? rows.asOf(type.getName(), id, revision) : null;
		return (row == null || row.type() == RevisionType.DEL) ? Optional.empty()
				: Optional.of(type.cast(row.entity()));
	}

	@Override
	public <T> Page<T> findAllAsOf(EntityManager entityManager, Class<T> type, Instant instant, Pageable pageable) {
		AuditRows rows = rows(entityManager, type);
		RevisionDetails revision = rows.revisionAt(instant);
		if (revision == null) {
			return Page.empty(pageable);
		}
		AuditQuery query = rows.ofTenant(rows.createQuery().forEntitiesAtRevision(type, rows.number(revision.number())),
				type.getName());
		pageable.getSort().forEach((order) -> query.addOrder(order(order)));
		rows.idPaths(type.getName()).forEach((path) -> query.addOrder(AuditEntity.property(path).asc()));
		if (pageable.isPaged()) {
			query.setFirstResult(Math.toIntExact(pageable.getOffset())).setMaxResults(pageable.getPageSize());
		}
		List<T> page = new ArrayList<>();
		((List<?>) query.getResultList()).forEach((entity) -> page.add(type.cast(entity)));
		return PageableExecutionUtils.getPage(page, pageable, () -> (Long) rows
			.ofTenant(rows.createQuery().forEntitiesAtRevision(type, rows.number(revision.number())), type.getName())
			.addProjection(AuditEntity.revisionNumber().count())
			.getSingleResult());
	}

	private static AuditOrder order(Order order) {
		Assert.isTrue(!order.isIgnoreCase(), () -> "Entities as of an instant are not sorted ignoring case: " + order);
		return order.isAscending() ? AuditEntity.property(order.getProperty()).asc()
				: AuditEntity.property(order.getProperty()).desc();
	}

	@Override
	public List<AttributeChange> changes(EntityManager entityManager, Class<?> type, Object id, long from, long to) {
		AuditRows rows = rows(entityManager, type);
		AuditRow before = rows.asOf(type.getName(), id, revision(rows, from));
		AuditRow after = rows.asOf(type.getName(), id, revision(rows, to));
		return SnapshotComparison.compare((before != null) ? before.entity() : null,
				(after != null) ? after.entity() : null, entityManager.unwrap(SharedSessionContractImplementor.class));
	}

	private static RevisionDetails revision(AuditRows rows, long number) {
		RevisionDetails revision = rows.revision(number);
		Assert.notNull(revision, () -> "There is no revision " + number);
		return revision;
	}

	@Override
	public <T> T revertTo(EntityManager entityManager, Class<T> type, Object id, long revision) {
		AuditRows rows = rows(entityManager, type);
		RevisionDetails past = revision(rows, revision);
		SessionImplementor session = entityManager.unwrap(SessionImplementor.class);
		return SoftDeleteScope.outside(() -> EnabledFilters.lifted(session, () -> {
			session.flush();
			AuditRow snapshot = rows.asOf(type.getName(), id, past);
			Assert.isTrue(snapshot != null && snapshot.type() != RevisionType.DEL,
					() -> "%s %s %s after revision %d".formatted(type.getSimpleName(), id,
							(snapshot != null) ? "was deleted" : "did not exist yet", revision));
			T entity = Reversion.live(session, type, id);
			Reversion reversion = new Reversion(session, rows, Hibernate.unproxy(entity), id,
					requireNonNull(snapshot).entity(), past);
			if (!reversion.conflicts().isEmpty()) {
				throw new RevertConflictException(reversion.conflicts());
			}
			reversion.apply();
			session.flush();
			return entity;
		}));
	}

	@Override
	public boolean isAudited(EntityManagerFactory entityManagerFactory, Class<?> type) {
		EnversService envers = envers(entityManagerFactory.unwrap(SessionFactoryImplementor.class));
		return envers.isEnabled() && envers.getEntitiesConfigurations().isVersioned(type.getName());
	}

	private AuditRows rows(EntityManager entityManager, Class<?> type) {
		Assert.isTrue(isAudited(entityManager.getEntityManagerFactory(), type),
				() -> "%s is not an audited entity".formatted(type.getName()));
		SessionImplementor session = entityManager.unwrap(SessionImplementor.class);
		return new AuditRows(envers(session.getFactory()), session);
	}

	static EnversService envers(SessionFactoryImplementor factory) {
		return factory.getServiceRegistry().requireService(EnversService.class);
	}

	// rows, the oldest first
	private <T> List<HistoryEntry<T>> entries(AuditRows reader, Class<T> type, List<AuditRow> rows) {
		List<HistoryEntry<T>> entries = new ArrayList<>();
		AuditRow previous = null;
		HistoryKind kind = null;
		for (AuditRow row : rows) {
			kind = this.kinds.kind(reader, row, previous, kind);
			entries.add(row.toEntry(type, kind, changed(kind, previous, row, reader.getSessionImplementor())));
			previous = row;
		}
		return entries;
	}

	/**
	 * Return the attributes that an update has changed.
	 */
	static Set<String> changed(HistoryKind kind, @Nullable AuditRow previous, AuditRow row,
			SharedSessionContractImplementor session) {
		return (kind == HistoryKind.UPDATED && previous != null)
				? SnapshotComparison.changed(previous.entity(), row.entity(), session) : Set.of();
	}

}
