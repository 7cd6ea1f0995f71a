package io.github.softdeleteaudit.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.softdeleteaudit.restore.Restorer;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.softdelete.hibernate.MatchingEntities;
import io.github.softdeleteaudit.softdelete.hibernate.SoftDeletePersister;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.data.jpa.domain.Specification;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.Assert;

/**
 * Deletes and restores the entities that fulfil a condition.
 *
 * @param <T> the type of the entity
 */
final class BulkOperations<T> {

	private final EntityManager entityManager;

	private final SoftDeletePersister persister;

	private final Class<T> type;

	private final Restorer restorer;

	private final Supplier<PlatformTransactionManager> transactionManager;

	BulkOperations(EntityManager entityManager, SoftDeletePersister persister, Class<T> type, Restorer restorer,
			Supplier<PlatformTransactionManager> transactionManager) {
		this.entityManager = entityManager;
		this.persister = persister;
		this.type = type;
		this.restorer = restorer;
		this.transactionManager = transactionManager;
	}

	long deleteAll(Specification<T> specification) {
		Assert.notNull(specification, "The given Specification must not be null");
		return matching(specification).delete();
	}

	long deleteAll(Specification<T> specification, Chunks chunks) {
		Assert.notNull(specification, "The given Specification must not be null");
		// once more by the condition, since the rows may have changed
		return inChunks(chunks, matching(specification)::ids, matching(specification)::deleteOf);
	}

	long restoreAll(Specification<T> specification) {
		Assert.notNull(specification, "The given Specification must not be null");
		return this.restorer.restoreAll(this.entityManager, this.persister, matching(specification));
	}

	long restoreAll(Specification<T> specification, Chunks chunks) {
		Assert.notNull(specification, "The given Specification must not be null");
		return inChunks(chunks, () -> deletedIds(specification), this::restore);
	}

	private long inChunks(Chunks chunks, Supplier<List<Object>> matching, Function<List<Object>, Long> operation) {
		Assert.notNull(chunks, "The given chunks must not be null");
		TransactionTemplate transaction = new TransactionTemplate(this.transactionManager.get());
		if (!chunks.inOwnTransactions()) {
			return required(transaction.execute((status) -> {
				long count = 0;
				long done = 0;
				for (List<Object> ids : divided(matching.get(), chunks.size())) {
					count += operation.apply(ids);
					done += ids.size();
					chunks.progress().accept(done);
				}
				return count;
			}));
		}
		transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		long count = 0;
		long done = 0;
		for (List<Object> ids : divided(required(transaction.execute((status) -> matching.get())), chunks.size())) {
			count += required(transaction.execute((status) -> operation.apply(ids)));
			done += ids.size();
			chunks.progress().accept(done);
		}
		return count;
	}

	private static List<List<Object>> divided(List<Object> ids, int size) {
		List<List<Object>> parts = new ArrayList<>();
		for (int from = 0; from < ids.size(); from += size) {
			parts.add(ids.subList(from, Math.min(from + size, ids.size())));
		}
		return parts;
	}

	private static <R> R required(@Nullable R result) {
		Assert.state(result != null, "No result");
		return result;
	}

	private long restore(List<Object> ids) {
		return this.restorer.restoreAll(this.entityManager, this.persister, ids);
	}

	private List<Object> deletedIds(Specification<T> specification) {
		return SoftDeleteScope.onlyDeleted(this.type, matching(specification)::ids);
	}

	private MatchingEntities<T> matching(Specification<T> specification) {
		return new MatchingEntities<>(this.entityManager, this.persister, this.type, specification::toPredicate);
	}

}
