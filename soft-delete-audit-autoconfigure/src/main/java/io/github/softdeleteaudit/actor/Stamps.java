package io.github.softdeleteaudit.actor;

import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Makes each transaction's stamp and hands it out. Safe for use by many threads.
 */
public final class Stamps {

	private static final Log logger = LogFactory.getLog(Stamps.class);

	private final Clock clock;

	private final ActorProvider actorProvider;

	private final Actor systemActor;

	private final RequestIdProvider requestIdProvider;

	// Unlike Hibernate's Transaction, the coordinator is the same object in all sessions
	// that share a transaction. Weak, as a session closed in the middle of a transaction
	// never reports completion.
	private final Map<TransactionCoordinator, Stamp> stamps = Collections.synchronizedMap(new WeakHashMap<>());

	// Transactions that have deleted rows, weak for the same reason.
	private final Set<TransactionCoordinator> deleting = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	// Transactions whose stamp was made in a block of Actors.runAs, weak for the same
	// reason.
	private final Set<TransactionCoordinator> named = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	// Transactions whose stamp is being made.
	private final Set<TransactionCoordinator> unfinished = ConcurrentHashMap.newKeySet();

	/**
	 * Create a maker of stamps.
	 * @param clock the source of {@link Stamp#instant()}
	 * @param actorProvider says who acts
	 * @param systemActor the actor when the provider knows none
	 * @param requestIdProvider says which request the current thread works for
	 */
	public Stamps(Clock clock, ActorProvider actorProvider, Actor systemActor, RequestIdProvider requestIdProvider) {
		this.clock = clock;
		this.actorProvider = actorProvider;
		this.systemActor = systemActor;
		this.requestIdProvider = requestIdProvider;
	}

	/**
	 * The stamp of the transaction that the session takes part in. It is made at the
	 * first call in the transaction, is the same object for every later call, also from
	 * other sessions that share the transaction, and is forgotten when the transaction
	 * commits or rolls back. Only a reason that is given in between makes it another
	 * object, equal but for the reason. Without an active transaction each call makes a
	 * new stamp.
	 * <p>
	 * If the provider fails, so does this method, with the same exception, and nothing is
	 * kept: the next call asks again.
	 * @param session the session that writes
	 * @return the stamp
	 * @throws IllegalStateException if the provider has led back here, by a query that
	 * flushes the session, or if {@link Actors} names another actor than the stamp, or
	 * has named one that made it and does not act any more
	 */
	public Stamp current(SharedSessionContractImplementor session) {
		TransactionCoordinator transaction = session.getTransactionCoordinator();
		// Joins a JTA transaction begun since the session's last operation.
		transaction.pulse();
		if (!transaction.isTransactionActive()) {
			return create(session);
		}
		Stamp stamp = this.stamps.get(transaction);
		if (stamp == null) {
			stamp = createOnce(transaction, session);
			session.getTransactionCompletionCallbacks().registerCallback((success, completed) -> {
				this.stamps.remove(transaction);
				this.deleting.remove(transaction);
				this.named.remove(transaction);
			});
			this.stamps.put(transaction, stamp);
			if (Actors.current() != null) {
				this.named.add(transaction);
			}
			return stamp;
		}
		checkActor(transaction, stamp);
		return withReason(transaction, stamp);
	}

	private Stamp withReason(TransactionCoordinator transaction, Stamp stamp) {
		String reason = Reasons.current();
		if (reason == null || reason.equals(stamp.reason())) {
			return stamp;
		}
		Stamp explained = stamp.withReason(reason);
		this.stamps.put(transaction, explained);
		return explained;
	}

	/**
	 * The stamp for the transaction's revision, which is about to be written, whoever
	 * acts by now. From then on no other reason is taken.
	 * @param session the session that writes
	 * @return the stamp
	 */
	public Stamp ofRevision(SharedSessionContractImplementor session) {
		TransactionCoordinator transaction = session.getTransactionCoordinator();
		Stamp made = this.stamps.get(transaction);
		Stamp stamp = (made != null) ? withReason(transaction, made) : current(session);
		Reasons.written();
		return stamp;
	}

	// else what is changed now would be recorded as done by another
	private void checkActor(TransactionCoordinator transaction, Stamp stamp) {
		Actor actor = Actors.current();
		if (actor == null && this.named.contains(transaction)) {
			actor = currentActor();
		}
		if (actor != null && !actor.equals(stamp.actor())) {
			throw new IllegalStateException(
					"This transaction has changed something as %s, so that nothing in it can be changed as %s. Begin a transaction of its own (REQUIRES_NEW) within Actors.runAs."
						.formatted(stamp.actor(), actor));
		}
	}

	/**
	 * Take note that the transaction deletes rows under the deletion id of its stamp,
	 * which has been made.
	 * @param session the session that deletes
	 * @return whether the transaction has deleted rows before
	 */
	public boolean deleting(SharedSessionContractImplementor session) {
		TransactionCoordinator transaction = session.getTransactionCoordinator();
		return this.stamps.containsKey(transaction) && !this.deleting.add(transaction);
	}

	/**
	 * The present moment, by the clock that stamps take their instant from.
	 * @return the instant, truncated to microseconds
	 */
	public Instant now() {
		return Stamp.truncate(this.clock.instant());
	}

	private Stamp createOnce(TransactionCoordinator transaction, SharedSessionContractImplementor session) {
		// The flush would call again and again, up to a stack overflow.
		Assert.state(this.unfinished.add(transaction),
				"The ActorProvider or AuditorAware has queried through the session whose flush waits for its answer. "
						+ "Let it query in a transaction of its own (REQUIRES_NEW).");
		try {
			return create(session);
		}
		finally {
			this.unfinished.remove(transaction);
		}
	}

	private Stamp create(SharedSessionContractImplementor session) {
		return new Stamp(currentActor(), this.clock.instant(), UuidVersion7Strategy.INSTANCE.generateUuid(session),
				requestId(), Reasons.current());
	}

	private Actor currentActor() {
		Actor actor = Actors.current();
		if (actor == null) {
			actor = this.actorProvider.currentActor();
		}
		return (actor != null) ? actor : this.systemActor;
	}

	private @Nullable String requestId() {
		try {
			String requestId = this.requestIdProvider.currentRequestId();
			// a client may have sent it
			requestId = (requestId != null) ? requestId.replaceAll("\\p{Cntrl}", "") : null;
			return StringUtils.hasText(requestId) ? requestId : null;
		}
		catch (RuntimeException ex) {
			logger.warn("No request id is recorded, since the provider failed", ex);
			return null;
		}
	}

}
