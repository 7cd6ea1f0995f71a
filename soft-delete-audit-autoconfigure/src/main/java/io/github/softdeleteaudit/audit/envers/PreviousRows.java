package io.github.softdeleteaudit.audit.envers;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * The audit rows that one transaction ends, under the validity strategy, because it
 * writes others of the same entities. Of an entity that is older than auditing there is
 * none.
 * <p>
 * Relies on a callback that is registered before completion, while others run, being
 * called after them.
 */
final class PreviousRows {

	private final Map<AuditedEntity, Set<Object>> ids = new LinkedHashMap<>();

	/**
	 * Let the previous audit row of an entity, if there is one, end with a revision.
	 * @param revision the revision
	 * @return whether that will be done. If not, the entity is none whose audit tables
	 * are known
	 */
	static boolean endAtCompletion(SharedSessionContractImplementor session, String entityName, Object id,
			Object revision) {
		EnversRowChangeRecorder recorder = EnversRowChangeRecorder.find(session.getFactory());
		return recorder != null && recorder.endPrevious(session, entityName, id, revision);
	}

	/**
	 * Let the previous audit row of an entity end with a revision.
	 */
	void add(SharedSessionContractImplementor session, AuditedEntity entity, Object id, long revision) {
		if (this.ids.isEmpty()) {
			session.getTransactionCompletionCallbacks().registerCallback((completing) -> end(completing, revision));
		}
		this.ids.computeIfAbsent(entity, (same) -> new LinkedHashSet<>()).add(id);
	}

	/**
	 * Forget them: the transaction has ended, and what Hibernate calls before the
	 * completion of a later one in its session is not about them.
	 */
	void clear() {
		this.ids.clear();
	}

	private void end(SharedSessionContractImplementor session, long revision) {
		this.ids.forEach((entity, ended) -> entity.endPrevious(session, ended, revision));
		this.ids.clear();
	}

}
