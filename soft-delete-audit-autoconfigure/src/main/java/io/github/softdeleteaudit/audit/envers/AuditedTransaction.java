package io.github.softdeleteaudit.audit.envers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.github.softdeleteaudit.audit.AuditRevision;
import org.hibernate.FlushMode;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.internal.synchronization.AuditProcess;
import org.jspecify.annotations.Nullable;

import static org.hibernate.ConnectionAcquisitionMode.AS_NEEDED;
import static org.hibernate.ConnectionReleaseMode.AFTER_TRANSACTION;

/**
 * What one transaction changed by SQL, beside the changes that Envers sees.
 * <p>
 * Envers merges all it sees of an entity in a transaction, which goes wrong when a
 * restore that it does not see lies between: a deletion merged with a later update, for
 * example, records nothing. So before the transaction completes, and after Envers has
 * written its audit rows, those of the restored entities are written anew, from the
 * table.
 * <p>
 * Relies on {@link AuditProcess}: its {@code doBeforeTransactionCompletion} writes what
 * is pending, may be called at any time and more than once, and copes with later changes
 * of what it has written.
 */
final class AuditedTransaction {

	private final EnversService envers;

	private final ChangedEntities changedEntities;

	private final AuditedCollections collections;

	/** The rows that were not there before. */
	private final Set<EntityKey> created = new HashSet<>();

	/** The rows that were there before and have been removed. */
	private final Map<EntityKey, AuditedEntity> gone = new HashMap<>();

	private final Map<EntityKey, Change> changes = new LinkedHashMap<>();

	/**
	 * The modified flags that Envers has written, by what identifies the row, where these
	 * or what has been written matters.
	 */
	private final Map<AuditedEntity, Map<Map<String, Object>, Set<String>>> written = new HashMap<>();

	private final Map<AuditedDeletion, UUID> deletions = new LinkedHashMap<>();

	private final PreviousRows previousRows = new PreviousRows();

	/** What Envers has been left to end. */
	private final Set<List<Object>> ended = new HashSet<>();

	private final Set<EntityKey> toldOfDeletion = new HashSet<>();

	/** Whether the revision may hold audit rows: of Envers, of a purge, of a baseline. */
	private boolean audited;

	/** Whether the revision was inserted while there was more to be told. */
	private boolean insertedEarly;

	/** Whether the revision was needed before the end. */
	private boolean neededEarly;

	private boolean recordsAtCompletion;

	private boolean completed;

	private final LateChanges late = new LateChanges();

	private boolean recordsLate;

	/** What stateless sessions are about to remove. */
	private final Map<EntityKey, Object[]> removed = new HashMap<>();

	/** The revision entity, once its row has been inserted. */
	private @Nullable Object revision;

	AuditedTransaction(EnversService envers, ChangedEntities changedEntities, AuditedCollections collections) {
		this.envers = envers;
		this.changedEntities = changedEntities;
		this.collections = collections;
	}

	@Nullable Object revision() {
		return this.revision;
	}

	/**
	 * Called after the revision's row has been inserted.
	 */
	void revisionInserted(Object revision) {
		this.revision = revision;
	}

	/**
	 * Called after Envers has inserted an audit row.
	 * @param entity the audited entity, if it is recorded
	 * @param row the audit row
	 */
	void audited(@Nullable AuditedEntity entity, Map<?, ?> row) {
		this.audited = true;
		if (entity != null && (entity.hasFlags() || this.changedEntities.areTold())) {
			this.written.computeIfAbsent(entity, (key) -> new HashMap<>()).put(entity.auditKey(row), entity.flags(row));
		}
	}

	/**
	 * Called after a row has been inserted by Hibernate.
	 */
	void created(SharedSessionContractImplementor session, AuditedEntity entity, Object id) {
		EntityKey key = entity.key(session, id);
		// another class of the hierarchy has a history of its own
		if (this.gone.get(key) != entity) {
			this.created.add(key);
		}
		Change purged = this.changes.get(key);
		if (purged != null && purged.kind() == Kind.PURGED) {
			// an id used again: make way for the audit row that Envers is going to insert
			purged.entity().forget(session, List.of(id), number(this.revision));
			this.changes.put(key, new Change(entity, Kind.RESTORED, Set.of()));
		}
	}

	/**
	 * Called after an entity has been deleted by Hibernate.
	 * @param kept whether its row is still there, marked as deleted
	 */
	void deleted(SharedSessionContractImplementor session, AuditedEntity entity, Object id, boolean kept) {
		EntityKey key = entity.key(session, id);
		Change before = this.changes.get(key);
		if (!kept && !this.created.remove(key)) {
			this.gone.put(key, entity);
		}
		if (before != null && before.kind() == Kind.UPDATED && !kept) {
			// of what is gone Envers records what it has seen
			this.changes.remove(key);
		}
		// of an entity that comes and goes in one transaction Envers records nothing
		else if (before != null || kept && this.created.contains(key)) {
			changed(session, entity, List.of(id), Kind.DELETED);
		}
	}

	/**
	 * Called after a row has been marked as deleted by an instance that need not show
	 * what it was.
	 */
	void deletedUnseen(SharedSessionContractImplementor session, AuditedEntity entity, Object id) {
		changes(session, entity, List.of(id), Kind.DELETED, Set.of());
	}

	/**
	 * Called after a row has been updated by an instance that need not show all of it.
	 */
	void updatedUnseen(SharedSessionContractImplementor session, AuditedEntity entity, Object id) {
		changes(session, entity, List.of(id), isLiveSince(entity.key(session, id)) ? Kind.RESTORED : Kind.UPDATED,
				Set.of());
	}

	/**
	 * Called when Envers begins to write its audit rows.
	 */
	void writing() {
		this.late.begin();
	}

	/**
	 * Called when Envers finds that a row of an entity is there, or is marked as deleted.
	 * @param data what it is going to write, as far as that is known
	 */
	void found(SharedSessionContractImplementor session, AuditedEntity entity, Object id, boolean deleted,
			Map<String, Object> data) {
		if (this.late.isWriting()) {
			recordLate(session);
			this.late.changed(entity.key(session, id), entity, deleted, entity.flags(data));
		}
	}

	/**
	 * Called when Envers finds that a row of an entity is removed.
	 */
	void foundRemoved(SharedSessionContractImplementor session, AuditedEntity entity, Object id) {
		if (this.late.isWriting()) {
			recordLate(session);
			this.late.removed(entity.key(session, id));
		}
	}

	/**
	 * Called when Envers finds a change that no row of an entity tells of.
	 */
	void found(SharedSessionContractImplementor session) {
		if (this.late.isWriting()) {
			recordLate(session);
			this.late.found();
		}
	}

	private void recordLate(SharedSessionContractImplementor session) {
		if (!this.recordsLate) {
			this.recordsLate = true;
			session.getTransactionCompletionCallbacks().registerCallback(this::recordLateChanges);
		}
	}

	/**
	 * Keep the state of a row that a stateless session is about to remove.
	 */
	void removing(EntityKey key, Object[] state) {
		this.removed.put(key, state);
	}

	/**
	 * Return the state that a row had which a stateless session has removed.
	 */
	Object @Nullable [] removed(EntityKey key) {
		return this.removed.remove(key);
	}

	/**
	 * Called after rows have been restored.
	 */
	void restored(SharedSessionContractImplementor session, AuditedEntity entity, Collection<?> ids) {
		changed(session, entity, ids, Kind.RESTORED);
	}

	/**
	 * Called before rows are purged.
	 */
	void purging(SharedSessionContractImplementor session, AuditedEntity entity, Collection<?> ids) {
		flushBeforePurge(session);
		this.changedEntities.tell(session, entity.name(), ids, RevisionType.DEL);
		long revision = earlyRevisionNumber(session);
		boolean again = this.audited;
		this.audited = true;
		changes(session, entity, ids, Kind.PURGED, Set.of());
		// of these rows nothing will be left to record at the end
		entity.record(session, ids, revision, RevisionType.DEL, Set.of(), again);
		this.collections.purging(session, entity.name(), ids, revision);
	}

	/**
	 * Called before rows are purged that are not audited, as links to them may be.
	 */
	void purgingTargets(SharedSessionContractImplementor session, String entityName, Collection<?> ids) {
		flushBeforePurge(session);
		if (this.collections.haveLinksTo(session, entityName, ids)) {
			long revision = earlyRevisionNumber(session);
			this.audited = true;
			this.collections.purging(session, entityName, ids, revision);
		}
	}

	private long earlyRevisionNumber(SharedSessionContractImplementor session) {
		this.neededEarly = this.neededEarly || this.revision == null;
		long revision = revisionNumber(session);
		recordAtCompletion(session);
		return revision;
	}

	// a deletion still pending comes before the purge, and so does its audit row
	private static void flushBeforePurge(SharedSessionContractImplementor session) {
		if (session instanceof SessionImplementor && flushes(session)) {
			session.flush();
		}
	}

	/**
	 * Called after rows have been deleted by one statement.
	 */
	void deleted(SharedSessionContractImplementor session, AuditedDeletion deletion, UUID deletionId) {
		recordAtCompletion(session);
		this.deletions.put(deletion, deletionId);
	}

	/**
	 * Tell of rows that have been deleted by statements, once of each.
	 */
	void tellOfDeleted(SharedSessionContractImplementor session, AuditedEntity entity, Collection<?> ids) {
		List<?> untold = ids.stream().filter((id) -> this.toldOfDeletion.add(entity.key(session, id))).toList();
		this.changedEntities.tell(session, entity.name(), untold, RevisionType.DEL);
	}

	/**
	 * Called after rows have been updated by one statement.
	 * @param flags the modified flags of what it assigned
	 */
	void updated(SharedSessionContractImplementor session, AuditedEntity entity, Collection<?> ids, Set<String> flags) {
		List<Object> restored = new ArrayList<>();
		List<Object> updated = new ArrayList<>();
		for (Object id : ids) {
			(isLiveSince(entity.key(session, id)) ? restored : updated).add(id);
		}
		changed(session, entity, restored, Kind.RESTORED, flags);
		changed(session, entity, updated, Kind.UPDATED, flags);
	}

	// what has become live in this transaction is recorded as that
	private boolean isLiveSince(EntityKey key) {
		Change before = this.changes.get(key);
		return this.created.contains(key) || before != null && before.kind() == Kind.RESTORED;
	}

	/**
	 * Record rows that have no history, and what has not been recorded of collections.
	 * @return how many rows there were
	 */
	long writeBaseline(SharedSessionContractImplementor session, Collection<AuditedEntity> entities,
			Collection<AuditedCollection> collections) {
		entities.forEach((entity) -> this.changedEntities.tell(session, entity.name(), List.of(), RevisionType.MOD));
		long revision = revisionNumber(session);
		this.audited = true;
		long recorded = entities.stream().mapToLong((entity) -> entity.recordUnrecorded(session, revision)).sum();
		collections.forEach((collection) -> collection.addUnrecorded(session, revision));
		return recorded;
	}

	/**
	 * Write what Envers has pending, so that it can be read.
	 */
	void writeEarly(SharedSessionContractImplementor session) {
		boolean first = this.revision == null;
		writePending(session);
		if (first && this.revision != null) {
			this.neededEarly = true;
			recordAtCompletion(session);
		}
	}

	/**
	 * Under the validity strategy, let the previous audit row of an entity end with a
	 * revision.
	 */
	void endPrevious(SharedSessionContractImplementor session, AuditedEntity entity, Object id, Object revision) {
		this.previousRows.add(session, entity, id, number(revision));
	}

	/**
	 * Return whether this is the first time in the transaction that the previous audit
	 * row of an entity is to end, of which nothing else is known.
	 */
	boolean endsFirst(String entityName, Object id) {
		return this.ended.add(List.of(entityName, id));
	}

	private void recordAtCompletion(SharedSessionContractImplementor session) {
		if (!this.recordsAtCompletion) {
			this.recordsAtCompletion = true;
			// which lets Envers write first, and all that is pending at once
			this.envers.getAuditProcessManager().get(session);
			session.getTransactionCompletionCallbacks().registerCallback(this::beforeCompletion);
		}
	}

	private void changed(SharedSessionContractImplementor session, AuditedEntity entity, Collection<?> ids, Kind kind) {
		changed(session, entity, ids, kind, Set.of());
	}

	private void changed(SharedSessionContractImplementor session, AuditedEntity entity, Collection<?> ids, Kind kind,
			Set<String> flags) {
		if (!ids.isEmpty()) {
			this.changedEntities.tell(session, entity.name(), ids, kind.recorded);
			changes(session, entity, ids, kind, flags);
		}
	}

	private void changes(SharedSessionContractImplementor session, AuditedEntity entity, Collection<?> ids, Kind kind,
			Set<String> flags) {
		recordAtCompletion(session);
		for (Object id : ids) {
			EntityKey key = entity.key(session, id);
			this.toldOfDeletion.remove(key);
			if (kind == Kind.RESTORED) {
				this.late.restored(key);
			}
			this.changes.compute(key, (same, before) -> new Change(entity, kind,
					(before != null) ? union(before.flags(), flags) : flags));
		}
	}

	// mostly they are the same
	private static Set<String> union(Set<String> some, Set<String> others) {
		if (some.containsAll(others)) {
			return some;
		}
		if (others.containsAll(some)) {
			return others;
		}
		Set<String> union = new HashSet<>(some);
		union.addAll(others);
		return union;
	}

	/**
	 * Called after the transaction has ended. Hibernate keeps what is to be called before
	 * completion through a rollback, for the session's next transaction.
	 */
	void completed() {
		this.completed = true;
		this.previousRows.clear();
	}

	private void beforeCompletion(SharedSessionContractImplementor session) {
		if (isOver(session)) {
			return;
		}
		this.insertedEarly = this.revision != null;
		writeUnlessWritten(session);
		// Once more to the end of the line: the validity strategy has just queued there.
		session.getTransactionCompletionCallbacks().registerCallback(this::recordChanges);
	}

	// or is marked for rollback
	private boolean isOver(SharedSessionContractImplementor session) {
		return this.completed || !session.getTransactionCoordinator().isActive();
	}

	private void recordLateChanges(SharedSessionContractImplementor session) {
		// otherwise along with the other changes
		if (!isOver(session) && !this.recordsAtCompletion) {
			if (this.late.needEnvers()) {
				// once, as there may always be more
				writePending(session);
			}
			tellOfLate(session);
			recordRows(session, number(this.revision));
		}
	}

	private void recordChanges(SharedSessionContractImplementor session) {
		if (this.completed) {
			return;
		}
		if (this.neededEarly && this.revision instanceof AuditRevision) {
			EarlyRevision.date(session, this.envers, this.revision);
		}
		writeUnlessWritten(session);
		if (this.changes.isEmpty() && this.deletions.isEmpty() && this.late.rows().isEmpty()) {
			return;
		}
		long revision = (this.revision != null) ? number(this.revision) : revisionNumber(session);
		boolean told = this.insertedEarly && this.changedEntities.areTold();
		if (!tellOfLate(session) && told) {
			storeTold(session);
		}
		recordRows(session, revision);
		this.deletions.forEach((deletion, deletionId) -> deletion.record(session, deletionId, revision,
				this.audited || !this.changes.isEmpty()));
	}

	/**
	 * Tell of rows that Envers has not written, and so has not told of.
	 * @return whether there are any
	 */
	private boolean tellOfLate(SharedSessionContractImplementor session) {
		if (!this.changedEntities.areTold()) {
			return false;
		}
		Map<EntityKey, LateChanges.Row> untold = new LinkedHashMap<>(this.late.rows());
		untold.entrySet().removeIf((late) -> {
			Object id = late.getKey().getIdentifier();
			AuditedEntity entity = late.getValue().entity();
			return this.changes.containsKey(late.getKey())
					|| this.written.getOrDefault(entity, Map.of()).containsKey(entity.auditKey(session, id));
		});
		untold.forEach((key, row) -> this.changedEntities.tell(session, row.entity().name(),
				List.of(key.getIdentifier()), kind(key, row).recorded));
		if (!untold.isEmpty()) {
			storeTold(session);
		}
		return !untold.isEmpty();
	}

	// what the flush finds is late: it comes before rows are copied
	private void storeTold(SharedSessionContractImplementor session) {
		if (session instanceof SessionImplementor && flushes(session)) {
			this.late.expect();
			session.flush();
			if (this.late.needEnvers()) {
				writePending(session);
			}
		}
		this.changedEntities.storeNames(session, Objects.requireNonNull(this.revision));
	}

	private void recordRows(SharedSessionContractImplementor session, long revision) {
		this.late.rows().forEach((key, row) -> {
			Change change = new Change(row.entity(), kind(key, row), row.flags());
			this.changes.merge(key, change, (before, same) -> row.deleted() ? change
					: new Change(before.entity(), before.kind(), union(before.flags(), row.flags())));
		});
		Map<Change, List<Object>> alike = new LinkedHashMap<>();
		this.changes.forEach((key, change) -> alike
			.computeIfAbsent(recorded(session, change, key.getIdentifier()), (recorded) -> new ArrayList<>())
			.add(key.getIdentifier()));
		alike.forEach((change, ids) -> {
			if (change.kind() != Kind.PURGED) {
				change.entity().record(session, ids, revision, change.kind().recorded, change.flags(), this.audited);
			}
			change.entity().endPrevious(session, ids, revision);
		});
	}

	private Kind kind(EntityKey key, LateChanges.Row row) {
		if (row.deleted()) {
			return Kind.DELETED;
		}
		return isLiveSince(key) ? Kind.RESTORED : Kind.UPDATED;
	}

	// with the flags that Envers has written too; those of a deletion are false
	private Change recorded(SharedSessionContractImplementor session, Change change, Object id) {
		if (change.kind().recorded == RevisionType.DEL) {
			return new Change(change.entity(), change.kind(), Set.of());
		}
		Map<Map<String, Object>, Set<String>> written = this.written.get(change.entity());
		return (written == null) ? change : new Change(change.entity(), change.kind(),
				union(change.flags(), written.getOrDefault(change.entity().auditKey(session, id), Set.of())));
	}

	// asked again, Envers undoes what it finds changed in each flush, with a flush for
	// each
	private void writeUnlessWritten(SharedSessionContractImplementor session) {
		if (!this.late.isWriting() || this.late.needEnvers()) {
			writePending(session);
		}
	}

	private AuditProcess writePending(SharedSessionContractImplementor session) {
		AuditProcess process = this.envers.getAuditProcessManager().get(session);
		this.late.clear();
		try {
			process.doBeforeTransactionCompletion(session);
			// a stateless session's, which no flush ends
			session.getJdbcCoordinator().executeBatch();
		}
		finally {
			this.late.end();
		}
		return process;
	}

	/**
	 * The number of the revision that Envers uses in this transaction. All that Envers
	 * has pending is written, and so is the revision.
	 */
	private long revisionNumber(SharedSessionContractImplementor session) {
		AuditProcess process = writePending(session);
		if (this.revision == null) {
			insertRevision(session, process);
		}
		return number(this.revision);
	}

	private long number(@Nullable Object revision) {
		if (revision == null) {
			throw new IllegalStateException("Envers did not insert the revision");
		}
		return this.envers.getRevisionInfoNumberReader().getRevisionNumber(revision).longValue();
	}

	// By the same means as AuditProcess.doBeforeTransactionCompletion
	private void insertRevision(SharedSessionContractImplementor session, AuditProcess process) {
		if (session instanceof SessionImplementor stateful) {
			if (flushes(session)) {
				process.getCurrentRevisionData(session, true);
				session.flush();
			}
			else {
				try (SessionImplementor temporary = (SessionImplementor) stateful.sessionWithOptions()
					.connection()
					.autoClose(false)
					.connectionHandling(AS_NEEDED, AFTER_TRANSACTION)
					.noSessionInterceptorCreation()
					.openSession()) {
					process.getCurrentRevisionData(temporary, true);
					temporary.flush();
				}
			}
		}
		else {
			process.getCurrentRevisionData(session, true);
		}
	}

	private static boolean flushes(SharedSessionContractImplementor session) {
		return !session.isClosed() && session.getHibernateFlushMode() != FlushMode.MANUAL;
	}

	private enum Kind {

		UPDATED(RevisionType.MOD), RESTORED(RevisionType.ADD), DELETED(RevisionType.DEL), PURGED(RevisionType.DEL);

		private final RevisionType recorded;

		Kind(RevisionType recorded) {
			this.recorded = recorded;
		}

	}

	/**
	 * The latest that happened to a row, and the modified flags of what statements have
	 * assigned.
	 */
	private record Change(AuditedEntity entity, Kind kind, Set<String> flags) {
	}

}
