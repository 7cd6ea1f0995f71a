package io.github.softdeleteaudit.restore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import io.github.softdeleteaudit.softdelete.hibernate.SoftDeletePersister;
import io.github.softdeleteaudit.unique.LiveUniqueViolationException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.TypedQuery;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.orm.ObjectRetrievalFailureException;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.Assert;

/**
 * The deletions of all entities that have a deletion id: what one transaction has
 * deleted, under one id.
 * <p>
 * There is a bean of this type where there is one entity manager factory. For another
 * one, make a bean by the constructor. All methods take part in the current transaction
 * or make one. Safe for use by many threads.
 */
public final class Deletions {

	private final EntityManager entityManager;

	private final Restorer restorer;

	private final TransactionTemplate transaction;

	private final TransactionTemplate reading;

	/**
	 * Create it for a persistence unit.
	 * @param entityManagerFactory the entity manager factory
	 * @param transactionManager that of the factory
	 * @param restorer restores the rows; there is a bean of it
	 */
	public Deletions(EntityManagerFactory entityManagerFactory, PlatformTransactionManager transactionManager,
			Restorer restorer) {
		this.entityManager = SharedEntityManagerCreator.createSharedEntityManager(entityManagerFactory);
		this.restorer = restorer;
		this.transaction = new TransactionTemplate(transactionManager);
		this.reading = new TransactionTemplate(transactionManager);
		this.reading.setReadOnly(true);
	}

	/**
	 * Return a page of the deletions of which rows are deleted still, the latest first.
	 * They are found in a number of statements that depends on the number of entities
	 * alone.
	 * @param pageable the page, unsorted
	 * @return the deletions
	 * @throws IllegalArgumentException if the page is sorted
	 */
	public Page<Deletion> find(Pageable pageable) {
		Assert.isTrue(pageable.getSort().isUnsorted(), "Deletions come in the order of their time, the latest first");
		return in(this.reading, () -> SoftDeleteScope.includingDeleted(() -> {
			Session session = session();
			List<SoftDeletePersister> entities = Restoration.identified(session);
			if (entities.isEmpty()) {
				return Page.empty(pageable);
			}
			// databases have no union of types of their own and texts
			String id = haveOneType(entities) ? "e.%s" : "cast(e.%s as String)";
			String ids = entities.stream()
				.map((entity) -> "select %s as id from %s e where %s".formatted(
						id.formatted(entity.softDeleteModel().deletionId()), entity.getEntityName(), deleted(entity)))
				.collect(Collectors.joining(" union "));
			TypedQuery<Object> page = session.createQuery("select d.id from (%s) d order by d.id desc".formatted(ids),
					Object.class);
			if (pageable.isPaged()) {
				page.setFirstResult(Math.toIntExact(pageable.getOffset())).setMaxResults(pageable.getPageSize());
			}
			List<Deletion> deletions = deletions(session, entities,
					page.getResultList()
						.stream()
						.map((found) -> (found instanceof UUID uuid) ? uuid : UUID.fromString(found.toString()))
						.toList());
			return (pageable.isUnpaged()) ? new PageImpl<>(deletions) : new PageImpl<>(deletions, pageable,
					session.createQuery("select count(*) from (%s) d".formatted(ids), Long.class).getSingleResult());
		}));
	}

	private static boolean haveOneType(List<SoftDeletePersister> entities) {
		return entities.stream()
			.map((entity) -> entity.findAttributeMapping(entity.softDeleteModel().deletionId())
				.getSingleJdbcMapping()
				.getJdbcType()
				.getDdlTypeCode())
			.distinct()
			.count() == 1;
	}

	private static String deleted(SoftDeletePersister entity) {
		SoftDeleteModel model = entity.softDeleteModel();
		return "e.%s is not null and e.%s".formatted(model.deletionId(),
				model.indicator() + (model.indicatorType().isTime() ? " is not null" : " = true"));
	}

	private static List<Deletion> deletions(Session session, List<SoftDeletePersister> entities, List<UUID> ids) {
		Map<UUID, Summary> summaries = new HashMap<>();
		ids.forEach((id) -> summaries.put(id, new Summary()));
		for (SoftDeletePersister entity : entities) {
			for (List<Object> part : entity.parts(ids)) {
				rows(session, entity, part).forEach((row) -> {
					Class<?> counted = entity.hasSubclasses() ? (Class<?>) row[4] : entity.getMappedClass();
					Objects.requireNonNull(summaries.get((UUID) row[0]))
						.add(counted, (Long) row[1], entity.softDeleteModel().deletedAt(row[2]), (String) row[3]);
				});
			}
		}
		return ids.stream().map((id) -> Objects.requireNonNull(summaries.get(id)).deletion(id)).toList();
	}

	// the id, how many, the time, the actor and the class
	private static List<Object[]> rows(Session session, SoftDeletePersister entity, List<Object> ids) {
		SoftDeleteModel model = entity.softDeleteModel();
		String type = entity.hasSubclasses() ? ", type(e)" : "";
		return session.createSelectionQuery(
				"select e.%1$s, count(*), %2$s, %3$s%4$s from %5$s e where e.%1$s in (:ids) and %6$s group by e.%1$s%4$s"
					.formatted(model.deletionId(),
							model.indicatorType().isTime() ? "max(e.%s)".formatted(model.indicator()) : "null",
							(model.deletedBy() != null) ? "max(e.%s)".formatted(model.deletedBy()) : "null", type,
							entity.getEntityName(), deleted(entity)),
				Object[].class)
			.setParameterList("ids", ids)
			.getResultList();
	}

	/**
	 * Restore all rows of a deletion that are deleted still, across entities, parents
	 * first; also those of entities without a deletion id that it took along through
	 * cascades.
	 * @param deletionId the id of the deletion
	 * @return the rows that have been restored
	 * @throws ObjectRetrievalFailureException if no row is deleted under this id
	 * @throws RestoreConflictException if something is in the way of one of them; nothing
	 * is changed then, and the transaction can go on
	 * @throws RestoreVetoedException if a listener has vetoed it; the same applies
	 * @throws LiveUniqueViolationException if another transaction takes a key of one of
	 * them at the same time
	 * @throws OptimisticLockingFailureException if another transaction restores or purges
	 * the rows at the same time
	 */
	public RestoredRows restore(UUID deletionId) {
		return restore(deletionId, RestoreOptions.defaults());
	}

	/**
	 * Restore all rows of a deletion, as {@link #restore(UUID)} does.
	 * @param deletionId the id of the deletion
	 * @param options how to restore
	 * @return the rows that have been restored
	 */
	public RestoredRows restore(UUID deletionId, RestoreOptions options) {
		return in(this.transaction, () -> {
			RestoredRows rows = this.restorer.restoreDeletion(this.entityManager, deletionId, options);
			if (rows.count() == 0) {
				throw new ObjectRetrievalFailureException(Deletion.class, deletionId);
			}
			return rows;
		});
	}

	/**
	 * Find out what {@link #restore(UUID)} would do. Nothing is changed.
	 * @param deletionId the id of the deletion
	 * @return the preview; without rows if none is deleted under this id
	 */
	public RestorePreview preview(UUID deletionId) {
		return preview(deletionId, RestoreOptions.defaults());
	}

	/**
	 * Find out what {@link #restore(UUID, RestoreOptions)} would do. Nothing is changed.
	 * @param deletionId the id of the deletion
	 * @param options how it would be restored
	 * @return the preview; without rows if none is deleted under this id
	 */
	public RestorePreview preview(UUID deletionId, RestoreOptions options) {
		return in(this.reading, () -> this.restorer.previewDeletion(this.entityManager, deletionId, options));
	}

	private Session session() {
		return this.entityManager.unwrap(Session.class);
	}

	// what changes nothing does not mark the transaction for a rollback
	private static <T> T in(TransactionTemplate transaction, Supplier<T> work) {
		List<T> result = new ArrayList<>();
		List<RuntimeException> refused = new ArrayList<>();
		transaction.executeWithoutResult((status) -> {
			try {
				result.add(work.get());
			}
			catch (RestoreConflictException | RestoreVetoedException | ObjectRetrievalFailureException ex) {
				refused.add(ex);
			}
		});
		if (!refused.isEmpty()) {
			throw refused.get(0);
		}
		return result.get(0);
	}

	private static final class Summary {

		private final Map<Class<?>, Long> counts = new HashMap<>();

		private @Nullable Instant instant;

		private @Nullable String actor;

		void add(Class<?> type, Long count, @Nullable Instant deletedAt, @Nullable String deletedBy) {
			this.counts.merge(type, count, Long::sum);
			this.instant = (deletedAt != null) ? deletedAt : this.instant;
			this.actor = (deletedBy != null) ? deletedBy : this.actor;
		}

		Deletion deletion(UUID id) {
			// a version 7 begins with the milliseconds
			Instant made = (id.version() == 7) ? Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16) : null;
			return new Deletion(id, (this.instant != null) ? this.instant : made, this.actor, this.counts);
		}

	}

}
