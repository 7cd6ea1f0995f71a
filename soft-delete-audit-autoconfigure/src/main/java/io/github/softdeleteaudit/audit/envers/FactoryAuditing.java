package io.github.softdeleteaudit.audit.envers;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

import io.github.softdeleteaudit.audit.AuditConfigurationException;
import io.github.softdeleteaudit.softdelete.hibernate.SoftDeletePersister;
import io.github.softdeleteaudit.schema.UnitSchema;
import io.github.softdeleteaudit.softdelete.hibernate.SoftDeleteSettings;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.hibernate.boot.Metadata;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.event.spi.DeleteContext;
import org.hibernate.event.spi.DeleteEvent;
import org.hibernate.event.spi.DeleteEventListener;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * The audited entities and the running transactions of one session factory.
 */
final class FactoryAuditing implements PostInsertEventListener, PreDeleteEventListener, PostDeleteEventListener,
		PersistEventListener, DeleteEventListener, PreUpsertEventListener {

	private final EnversService envers;

	private final ChangedEntities changedEntities;

	private final AuditedChanges changes;

	private final Class<?> revisionType;

	/** By the name of the entity. */
	private final Map<String, AuditedEntity> entities = new HashMap<>();

	/** What is wrong with audited entities that cannot be recorded by SQL. */
	private final Map<String, AuditConfigurationException> unrecordable = new HashMap<>();

	/** By the name of the root of the hierarchy, made at first need. */
	private final Map<String, AuditedDeletion> deletions = new ConcurrentHashMap<>();

	/** The names of the audited entities, by those of their audit entities. */
	private final Map<String, String> auditEntities = new HashMap<>();

	private final AuditedCollections collections;

	// By the coordinator, which all sessions that share a transaction have in common.
	// Weak,
	// as a session closed in the middle of a transaction never reports completion.
	private final Map<TransactionCoordinator, AuditedTransaction> transactions = Collections
		.synchronizedMap(new WeakHashMap<>());

	FactoryAuditing(Metadata metadata, SessionFactoryImplementor factory, EnversService envers,
			AuditedChanges changes) {
		this.envers = envers;
		this.changes = changes;
		this.changedEntities = new ChangedEntities(envers);
		this.revisionType = envers.getConfig().getRevisionInfo().getRevisionInfoClass();
		AuditTableIndex.addAll(metadata, envers, UnitSchema.find(factory.getServiceRegistry()));
		this.collections = new AuditedCollections(metadata, envers, factory.getSqlStringGenerationContext());
		SoftDeleteSettings softDelete = SoftDeleteSettings.find(factory.getServiceRegistry());
		for (PersistentClass entity : metadata.getEntityBindings()) {
			if (envers.getEntitiesConfigurations().isVersioned(entity.getEntityName())) {
				this.auditEntities.put(envers.getConfig().getAuditEntityName(entity.getEntityName()),
						entity.getEntityName());
				try {
					this.entities.put(entity.getEntityName(),
							AuditedEntity.of(metadata, entity, envers, factory.getSqlStringGenerationContext()));
				}
				catch (AuditConfigurationException ex) {
					// what is wrong matters to restores and purges, else to queries alone
					if (softDelete != null && softDelete.model(entity) != null) {
						throw ex;
					}
					this.unrecordable.put(entity.getEntityName(), ex);
				}
			}
		}
	}

	// Envers does not hear of it
	@Override
	public boolean onPreUpsert(PreUpsertEvent event) {
		String entityName = event.getPersister().getEntityName();
		if (audits(entityName)) {
			throw new InvalidDataAccessApiUsageException(
					"Refused, since no upsert of the audited entity %s is recorded: insert or update it instead"
						.formatted(entityName));
		}
		return false;
	}

	boolean audits(String entityName) {
		return this.envers.getEntitiesConfigurations().isVersioned(entityName);
	}

	boolean records(SharedSessionContractImplementor session, String entityName) {
		Set<String> hierarchy = hierarchy(session, entityName);
		hierarchy.stream().map(this.unrecordable::get).filter(Objects::nonNull).findAny().ifPresent((ex) -> {
			throw new InvalidDataAccessApiUsageException(
					"Refused, since it would not be recorded. %s %s".formatted(ex.getMessage(), ex.getRemedy()), ex);
		});
		return hierarchy.stream().anyMatch(this.entities::containsKey);
	}

	void deleted(SharedSessionContractImplementor session, String rootEntityName, UUID deletionId) {
		if (records(session, rootEntityName)) {
			AuditedDeletion deletion = this.deletions.computeIfAbsent(rootEntityName,
					(name) -> deletion(session, name));
			if (deletion.isRestricted() && this.changedEntities.deleted(session, rootEntityName, deletionId)
				.keySet()
				.stream()
				.noneMatch(this.entities::containsKey)) {
				return;
			}
			deletedRows(session, rootEntityName, deletionId);
			AuditedTransaction transaction = transaction(session);
			if (this.changedEntities.areTold()) {
				this.changedEntities.deleted(session, rootEntityName, deletionId).forEach((entityName, ids) -> {
					AuditedEntity entity = this.entities.get(entityName);
					if (entity != null) {
						transaction.tellOfDeleted(session, entity, ids);
					}
				});
			}
			transaction.deleted(session, deletion, deletionId);
		}
	}

	// which rows they are is asked only if it matters
	private void deletedRows(SharedSessionContractImplementor session, String rootEntityName, UUID deletionId) {
		Set<String> hierarchy = hierarchy(session, rootEntityName);
		if (hierarchy.stream().anyMatch(this.changes::needReason)) {
			this.changedEntities.deleted(session, rootEntityName, deletionId)
				.keySet()
				.forEach((entityName) -> this.changes.changed(session, entityName));
		}
		else {
			hierarchy.forEach((entityName) -> this.changes.changed(session, entityName));
		}
	}

	private AuditedDeletion deletion(SharedSessionContractImplementor session, String rootEntityName) {
		AuditedDeletion deletion = new AuditedDeletion();
		for (String name : hierarchy(session, rootEntityName)) {
			AuditedEntity entity = this.entities.get(name);
			SoftDeletePersister persister = SoftDeletePersister.find(session, name);
			if (persister != null && !persister.isAbstract()) {
				if (entity != null) {
					deletion.add(entity, persister);
				}
				else {
					deletion.restrict();
				}
			}
		}
		return deletion;
	}

	private static Set<String> hierarchy(SharedSessionContractImplementor session, String entityName) {
		return session.getFactory().getMappingMetamodel().getEntityDescriptor(entityName).getSubclassEntityNames();
	}

	void updated(SharedSessionContractImplementor session, String entityName, Collection<?> ids,
			Set<String> attributes) {
		AuditedEntity entity = this.entities.get(entityName);
		if (entity != null && this.changes.areAudited(entityName, attributes)) {
			this.changes.changed(session, entityName);
			transaction(session).updated(session, entity, ids, entity.flags(attributes));
		}
	}

	void restored(SharedSessionContractImplementor session, String entityName, Collection<?> ids) {
		AuditedEntity entity = this.entities.get(entityName);
		if (entity != null && !ids.isEmpty()) {
			this.changes.changed(session, entityName);
			transaction(session).restored(session, entity, ids);
		}
	}

	void purging(SharedSessionContractImplementor session, String entityName, Collection<?> ids) {
		AuditedEntity entity = this.entities.get(entityName);
		if (ids.isEmpty()) {
			return;
		}
		if (entity == null) {
			transaction(session).purgingTargets(session, entityName, ids);
			return;
		}
		this.changes.changed(session, entityName);
		transaction(session).purging(session, entity, ids);
	}

	boolean endPrevious(SharedSessionContractImplementor session, String entityName, Object id, Object revision) {
		AuditedEntity entity = this.entities.get(entityName);
		if (entity == null) {
			// Envers does that, but refuses to do it twice
			return !transaction(session).endsFirst(entityName, id);
		}
		transaction(session).endPrevious(session, entity, id, revision);
		return true;
	}

	boolean audits(Class<?> type) {
		return this.entities.containsKey(type.getName());
	}

	/**
	 * Record the rows of entities that have no history. They are locked before the
	 * revision is made: what others have changed meanwhile has a history then, and what
	 * they change later comes later.
	 */
	long writeBaseline(SharedSessionContractImplementor session, Class<?> type) {
		List<AuditedEntity> concrete = this.entities.values().stream().filter((entity) -> {
			EntityPersister persister = entity.persister(session);
			return !persister.isAbstract() && type.isAssignableFrom(persister.getMappedClass());
		}).toList();
		List<AuditedEntity> unrecorded = concrete.stream()
			.filter((entity) -> entity.lockUnrecorded(session) > 0)
			.toList();
		List<AuditedCollection> collections = this.collections.unrecorded(session, concrete);
		return (unrecorded.isEmpty() && collections.isEmpty()) ? 0
				: transaction(session).writeBaseline(session, unrecorded, collections);
	}

	void writePending(SharedSessionContractImplementor session) {
		if (session.isTransactionInProgress()) {
			transaction(session).writeEarly(session);
		}
	}

	@Nullable AuditedCollection collection(String role) {
		return this.collections.find(role);
	}

	private AuditedTransaction transaction(SharedSessionContractImplementor session) {
		TransactionCoordinator coordinator = session.getTransactionCoordinator();
		AuditedTransaction transaction = this.transactions.get(coordinator);
		if (transaction == null) {
			AuditedTransaction started = new AuditedTransaction(this.envers, this.changedEntities, this.collections);
			this.transactions.put(coordinator, started);
			session.getTransactionCompletionCallbacks().registerCallback((success, completed) -> {
				this.transactions.remove(coordinator);
				started.completed();
			});
			transaction = started;
		}
		return transaction;
	}

	@Override
	public void onPostInsert(PostInsertEvent event) {
		SharedSessionContractImplementor session = event.getSession();
		String audited = this.auditEntities.get(event.getPersister().getEntityName());
		if (audited != null) {
			AuditedTransaction transaction = this.transactions.get(session.getTransactionCoordinator());
			if (transaction != null) {
				transaction.audited(this.entities.get(audited), (Map<?, ?>) event.getEntity());
			}
			return;
		}
		AuditedEntity entity = this.entities.get(event.getPersister().getEntityName());
		boolean revision = this.revisionType.isInstance(event.getEntity());
		// without a transaction Envers refuses the change anyway
		if ((entity != null || revision) && session.isTransactionInProgress()) {
			AuditedTransaction transaction = transaction(session);
			if (revision) {
				transaction.revisionInserted(event.getEntity());
			}
			if (entity != null) {
				transaction.created(session, entity, event.getId());
			}
		}
	}

	/**
	 * Called when Envers has found a change that is not one of the row of an entity.
	 */
	void found(SharedSessionContractImplementor session) {
		AuditedTransaction transaction = this.transactions.get(session.getTransactionCoordinator());
		if (transaction != null) {
			transaction.found(session);
		}
	}

	/**
	 * Called when Envers has found a change of an entity.
	 * @param data what it is going to write, as far as that is known
	 */
	void found(SharedSessionContractImplementor session, String entityName, Object id, RevisionType type,
			Map<String, Object> data) {
		AuditedEntity entity = this.entities.get(entityName);
		if (!session.getTransactionCoordinator().isTransactionActive()) {
			return;
		}
		if (entity == null) {
			found(session);
			return;
		}
		boolean kept = entity.persister(session) instanceof SoftDeletePersister;
		if (session instanceof StatelessSession) {
			// an instance that such a session writes need not show all of its row
			if (type == RevisionType.MOD) {
				transaction(session).updatedUnseen(session, entity, id);
			}
			else if (type == RevisionType.DEL && kept) {
				transaction(session).deletedUnseen(session, entity, id);
			}
			else {
				found(session);
			}
			return;
		}
		AuditedTransaction transaction = this.transactions.get(session.getTransactionCoordinator());
		if (transaction == null) {
			return;
		}
		if (type == RevisionType.DEL && !kept) {
			transaction.foundRemoved(session, entity, id);
		}
		else {
			transaction.found(session, entity, id, type == RevisionType.DEL, data);
			if (type == RevisionType.ADD && entity.hasFlags()) {
				// of these alone Envers knows the flags only when it writes them
				transaction.found(session);
			}
		}
	}

	// a stateless session knows no more of what it removes than an instance
	@Override
	public boolean onPreDelete(PreDeleteEvent event) {
		SharedSessionContractImplementor session = event.getSession();
		EntityPersister persister = event.getPersister();
		if (session instanceof StatelessSession stateless && audits(persister.getEntityName())
				&& !(persister instanceof SoftDeletePersister)
				&& session.getTransactionCoordinator().isTransactionActive()) {
			// a query leaves a batch waiting
			session.getJdbcCoordinator().executeBatch();
			Object entity = stateless.get(persister.getEntityName(), event.getId());
			// a restriction of the application's own may hide it
			transaction(session).removing(session.generateEntityKey(event.getId(), persister),
					persister.getValues((entity != null) ? entity : event.getEntity()));
		}
		return false;
	}

	/**
	 * Return the state of a row that a stateless session has removed.
	 */
	Object @Nullable [] removed(SharedSessionContractImplementor session, EntityPersister persister, Object id) {
		AuditedTransaction transaction = this.transactions.get(session.getTransactionCoordinator());
		return (transaction != null) ? transaction.removed(session.generateEntityKey(id, persister)) : null;
	}

	@Override
	public void onPostDelete(PostDeleteEvent event) {
		AuditedEntity entity = this.entities.get(event.getPersister().getEntityName());
		if (entity != null && event.getSession().isTransactionInProgress()) {
			transaction(event.getSession()).deleted(event.getSession(), entity, event.getId(),
					event.getPersister() instanceof SoftDeletePersister);
		}
	}

	@Override
	public boolean requiresPostCommitHandling(EntityPersister persister) {
		return false;
	}

	@Override
	public void onPersist(PersistEvent event) {
		if (event.getEntityName() != null && isAuditRow(event.getEntityName())) {
			transaction(event.getSession()).writing();
		}
		if (this.revisionType.isInstance(event.getObject())) {
			AuditedTransaction transaction = this.transactions.get(event.getSession().getTransactionCoordinator());
			if (transaction != null && transaction.revision() == event.getObject()) {
				attach(null, event.getObject(), event.getSession());
			}
		}
	}

	@Override
	public void onPersist(PersistEvent event, PersistContext createdAlready) {
		onPersist(event);
	}

	@Override
	public void onDelete(DeleteEvent event) {
		// an audit row, as Envers writes it: a map that holds its entity's name
		if (event.getObject() instanceof Map<?, ?> row && row.get("$type$") instanceof String entityName
				&& isAuditRow(entityName)) {
			attach(entityName, row, event.getSession());
		}
	}

	// those of collections are entities without a class too
	private boolean isAuditRow(String entityName) {
		return this.auditEntities.containsKey(entityName) || this.collections.isAuditEntity(entityName);
	}

	@Override
	public void onDelete(DeleteEvent event, DeleteContext transientEntities) {
		onDelete(event);
	}

	/**
	 * Let the session know an entity whose row has been inserted in this transaction.
	 * Envers keeps the revision and the audit rows it has written, persists the one again
	 * and removes the others when there is more to record. That fails if the session does
	 * not know them, having been cleared since, or being a temporary one.
	 */
	private static void attach(@Nullable String entityName, Object entity, EventSource session) {
		PersistenceContext persistenceContext = session.getPersistenceContextInternal();
		if (persistenceContext.getEntry(entity) == null) {
			EntityPersister persister = session.getEntityPersister(entityName, entity);
			persistenceContext.addEntity(entity, Status.MANAGED, persister.getValues(entity),
					session.generateEntityKey(persister.getIdentifier(entity, session), persister),
					persister.getVersion(entity), LockMode.NONE, true, persister, false);
		}
	}

}
