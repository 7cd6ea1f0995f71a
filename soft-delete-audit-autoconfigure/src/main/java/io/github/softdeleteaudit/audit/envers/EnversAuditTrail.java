package io.github.softdeleteaudit.audit.envers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.github.softdeleteaudit.audit.AuditCriteria;
import io.github.softdeleteaudit.audit.AuditRevision;
import io.github.softdeleteaudit.audit.AuditTrail;
import io.github.softdeleteaudit.audit.HistoryEntry;
import io.github.softdeleteaudit.audit.HistoryKind;
import io.github.softdeleteaudit.audit.envers.AuditRows.Restriction;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.persister.entity.EntityPersister;

import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.SliceImpl;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.Assert;

import static java.util.Objects.requireNonNull;

/**
 * Reads the trail from the revisions on: the audit tables have the number of the revision
 * first in their primary keys.
 */
final class EnversAuditTrail implements AuditTrail {

	/** How many revisions are looked at together. */
	private static final int REVISIONS = 200;

	private final EntityManager entityManager;

	private final SessionFactoryImplementor factory;

	private final TransactionTemplate reading;

	private final HistoryKinds kinds;

	EnversAuditTrail(EntityManagerFactory entityManagerFactory, PlatformTransactionManager transactionManager,
			HistoryKinds kinds) {
		this.entityManager = SharedEntityManagerCreator.createSharedEntityManager(entityManagerFactory);
		this.factory = entityManagerFactory.unwrap(SessionFactoryImplementor.class);
		this.reading = new TransactionTemplate(transactionManager);
		this.reading.setReadOnly(true);
		this.kinds = kinds;
	}

	@Override
	public Slice<HistoryEntry<Object>> find(AuditCriteria criteria, Pageable pageable) {
		boolean newestFirst = EnversEntityHistory.isNewestFirst(pageable.getSort(), true);
		EnversService envers = EnversEntityHistory.envers(this.factory);
		List<String> entities = entities(envers, criteria.types());
		requireRevision(envers, criteria);
		return requireNonNull(this.reading.execute((status) -> {
			AuditRows rows = new AuditRows(envers, this.entityManager.unwrap(SessionImplementor.class));
			List<Part> parts = parts(rows, entities, restriction(rows, criteria, entities), newestFirst, pageable);
			return slice(rows, parts, newestFirst, pageable);
		}));
	}

	private static void requireRevision(EnversService envers, AuditCriteria criteria) {
		Class<?> revision = envers.getConfig().getRevisionInfo().getRevisionInfoClass();
		Assert.isTrue(
				criteria.actor() == null && criteria.requestId() == null
						|| AuditRevision.class.isAssignableFrom(revision),
				() -> "The revision entity %s has no actor and no request id: it does not extend AuditRevision"
					.formatted(revision.getName()));
	}

	private Slice<HistoryEntry<Object>> slice(AuditRows rows, List<Part> parts, boolean newestFirst,
			Pageable pageable) {
		List<Found> found = found(rows, parts, newestFirst);
		boolean more = pageable.isPaged() && found.size() > pageable.getPageSize();
		List<HistoryEntry<Object>> entries = new ArrayList<>();
		for (Found each : more ? found.subList(0, pageable.getPageSize()) : found) {
			entries.add(entry(rows, each.entityName(), each.row()));
		}
		return new SliceImpl<>(entries, pageable, more);
	}

	/**
	 * Return the entities to look for, without those that another one includes.
	 */
	private List<String> entities(EnversService envers, Set<Class<?>> types) {
		Set<String> names = new TreeSet<>();
		if (types.isEmpty()) {
			this.factory.getMappingMetamodel().forEachEntityDescriptor((entity) -> {
				if (envers.getEntitiesConfigurations().isVersioned(entity.getEntityName())) {
					names.add(entity.getRootEntityName());
				}
			});
		}
		for (Class<?> type : types) {
			Assert.isTrue(envers.getEntitiesConfigurations().isVersioned(type.getName()),
					() -> "%s is not an audited entity".formatted(type.getName()));
			names.add(type.getName());
		}
		List<String> included = new ArrayList<>();
		for (String name : names) {
			EntityPersister entity = this.factory.getMappingMetamodel().getEntityDescriptor(name);
			entity.getSubclassEntityNames().stream().filter((other) -> !other.equals(name)).forEach(included::add);
		}
		names.removeAll(included);
		return List.copyOf(names);
	}

	private static Restriction restriction(AuditRows rows, AuditCriteria criteria, List<String> entities) {
		Restriction restriction = Restriction.NONE;
		if (criteria.revision() != null) {
			restriction = restriction.and(rows.numbered(criteria.revision()));
		}
		if (criteria.actor() != null) {
			restriction = restriction.and(new Restriction("r.actor = :actor", Map.of("actor", criteria.actor())));
		}
		if (criteria.requestId() != null) {
			restriction = restriction
				.and(new Restriction("r.requestId = :requestId", Map.of("requestId", criteria.requestId())));
		}
		if (criteria.from() != null) {
			restriction = restriction.and(rows.from(criteria.from()));
		}
		if (criteria.until() != null) {
			restriction = restriction.and(rows.until(criteria.until()));
		}
		// else it would go through the revisions of all types, or of all tenants
		boolean some = !criteria.types().isEmpty() || entities.stream().anyMatch(rows::isOfTenant);
		return some ? restriction.and(rows.having(entities)) : restriction;
	}

	/**
	 * Return the parts of revisions that make up the slice and one row more.
	 */
	private static List<Part> parts(AuditRows rows, List<String> entities, Restriction restriction, boolean newestFirst,
			Pageable pageable) {
		long skip = pageable.isPaged() ? pageable.getOffset() : 0;
		long wanted = pageable.isPaged() ? pageable.getPageSize() + 1L : Long.MAX_VALUE;
		List<Part> parts = new ArrayList<>();
		List<RevisionDetails> revisions = rows.revisions(restriction, newestFirst, REVISIONS);
		while (wanted > 0 && !revisions.isEmpty() && !entities.isEmpty()) {
			Map<Long, long[]> counts = rows.count(entities, revisions.stream().map(RevisionDetails::number).toList());
			for (RevisionDetails revision : revisions) {
				long[] ofRevision = counts.getOrDefault(revision.number(), new long[entities.size()]);
				for (int i = 0; i < ofRevision.length && wanted > 0; i++) {
					long skipped = Math.min(skip, ofRevision[i]);
					long taken = Math.min(wanted, ofRevision[i] - skipped);
					skip -= skipped;
					wanted -= taken;
					if (taken > 0) {
						parts.add(new Part(revision.number(), entities.get(i), Math.toIntExact(skipped),
								Math.toIntExact(taken), taken == ofRevision[i]));
					}
				}
			}
			RevisionDetails last = revisions.get(revisions.size() - 1);
			revisions = (wanted == 0 || revisions.size() < REVISIONS) ? List.of() : rows
				.revisions(restriction.and(newestFirst ? rows.before(last) : rows.after(last)), newestFirst, REVISIONS);
		}
		return parts;
	}

	private static List<Found> found(AuditRows rows, List<Part> parts, boolean newestFirst) {
		Map<String, List<Long>> whole = new LinkedHashMap<>();
		Map<Part, List<AuditRow>> found = new HashMap<>();
		for (Part part : parts) {
			if (part.whole()) {
				whole.computeIfAbsent(part.entityName(), (name) -> new ArrayList<>()).add(part.revision());
			}
			else {
				found.put(part, rows.in(part.entityName(), List.of(part.revision()), newestFirst, part.skipped(),
						part.taken()));
			}
		}
		whole.forEach((entityName, revisions) -> {
			Map<Long, List<AuditRow>> byRevision = new HashMap<>();
			rows.in(entityName, revisions, newestFirst, 0, Integer.MAX_VALUE)
				.forEach((row) -> byRevision.computeIfAbsent(row.revision().number(), (number) -> new ArrayList<>())
					.add(row));
			parts.stream()
				.filter((part) -> part.whole() && part.entityName().equals(entityName))
				.forEach((part) -> found.put(part, byRevision.getOrDefault(part.revision(), List.of())));
		});
		List<Found> all = new ArrayList<>();
		for (Part part : parts) {
			found.getOrDefault(part, List.of()).forEach((row) -> all.add(new Found(part.entityName(), row)));
		}
		return all;
	}

	private HistoryEntry<Object> entry(AuditRows rows, String entityName, AuditRow row) {
		List<AuditRow> before = rows.before(entityName, row, EnversEntityHistory.ROWS_BEFORE);
		AuditRow previous = before.isEmpty() ? null : before.get(0);
		HistoryKind previousKind = (previous != null)
				? this.kinds.kind(rows, previous, (before.size() > 1) ? before.get(1) : null, null) : null;
		HistoryKind kind = this.kinds.kind(rows, row, previous, previousKind);
		return row.toEntry(Object.class, kind,
				EnversEntityHistory.changed(kind, previous, row, rows.getSessionImplementor()));
	}

	/**
	 * The rows of one revision and entity that belong to the slice.
	 *
	 * @param skipped how many come before it
	 * @param taken how many belong to it
	 * @param whole whether these are all
	 */
	private record Part(long revision, String entityName, int skipped, int taken, boolean whole) {

	}

	private record Found(String entityName, AuditRow row) {

	}

}
