package io.github.softdeleteaudit.audit.envers;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.stream.Collectors;

import io.github.softdeleteaudit.actor.Stamps;
import io.github.softdeleteaudit.audit.AuditConfigurationException;
import io.github.softdeleteaudit.audit.AuditReasonMissingException;
import io.github.softdeleteaudit.audit.AuditReasonRequired;
import io.github.softdeleteaudit.audit.AuditRevision;
import org.hibernate.boot.Metadata;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.internal.entities.EntityConfiguration;
import org.hibernate.envers.internal.entities.PropertyData;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostCollectionRecreateEvent;
import org.hibernate.event.spi.PostCollectionRecreateEventListener;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PreCollectionRemoveEvent;
import org.hibernate.event.spi.PreCollectionRemoveEventListener;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.jspecify.annotations.Nullable;

/**
 * Sees each change of an audited entity when it is written: the transaction gets its
 * stamp by then, in the code that changes something, and not only from its revision at
 * the end. An entity marked with {@link AuditReasonRequired} lets no transaction complete
 * without a reason.
 */
final class AuditedChanges implements PostInsertEventListener, PostUpdateEventListener, PostDeleteEventListener,
		PostCollectionRecreateEventListener, PreCollectionUpdateEventListener, PreCollectionRemoveEventListener {

	private final Stamps stamps;

	/** By the name of the audited entity. */
	private final Map<String, Entity> entities = new HashMap<>();

	// The changed entities that need a reason. Weak, as a session closed in the middle of
	// a transaction never reports completion.
	private final Map<TransactionCoordinator, Set<String>> needReason = Collections
		.synchronizedMap(new WeakHashMap<>());

	AuditedChanges(Metadata metadata, EnversService envers, Stamps stamps) {
		this.stamps = stamps;
		for (PersistentClass entity : metadata.getEntityBindings()) {
			boolean needsReason = entity.getClassName() != null
					&& entity.getMappedClass().isAnnotationPresent(AuditReasonRequired.class);
			EntityConfiguration audited = envers.getEntitiesConfigurations().get(entity.getEntityName());
			if (needsReason) {
				check(entity, audited, envers);
			}
			if (audited != null) {
				this.entities.put(entity.getEntityName(),
						new Entity(audited.getPropertyMapper()
							.getProperties()
							.keySet()
							.stream()
							.map(PropertyData::getName)
							.collect(Collectors.toSet()), needsReason));
			}
		}
	}

	private static void check(PersistentClass entity, @Nullable EntityConfiguration audited, EnversService envers) {
		if (audited == null) {
			throw new AuditConfigurationException(
					"The entity %s is marked with @AuditReasonRequired, but is not audited."
						.formatted(entity.getEntityName()),
					"Mark it with org.hibernate.envers.Audited too, or remove @AuditReasonRequired.");
		}
		Class<?> revision = envers.getConfig().getRevisionInfo().getRevisionInfoClass();
		if (!AuditRevision.class.isAssignableFrom(revision)) {
			throw new AuditConfigurationException(
					"The entity %s is marked with @AuditReasonRequired, but the revision entity %s has no room for a reason."
						.formatted(entity.getEntityName(), revision.getName()),
					"Let the revision entity extend AuditRevision, or remove @AuditReasonRequired.");
		}
	}

	void register(EventListenerRegistry listeners) {
		listeners.appendListeners(EventType.POST_INSERT, this);
		listeners.appendListeners(EventType.POST_UPDATE, this);
		listeners.appendListeners(EventType.POST_DELETE, this);
		listeners.appendListeners(EventType.POST_COLLECTION_RECREATE, this);
		listeners.appendListeners(EventType.PRE_COLLECTION_UPDATE, this);
		listeners.appendListeners(EventType.PRE_COLLECTION_REMOVE, this);
	}

	/**
	 * Return whether changes of an entity need a reason.
	 */
	boolean needReason(String entityName) {
		Entity entity = this.entities.get(entityName);
		return entity != null && entity.needsReason();
	}

	/**
	 * Return whether some attributes of an entity are audited.
	 */
	boolean areAudited(String entityName, Set<String> attributes) {
		Entity entity = this.entities.get(entityName);
		return entity != null && !Collections.disjoint(entity.audited(), attributes);
	}

	/**
	 * Called when rows of an entity have been changed, or are about to be.
	 */
	void changed(SharedSessionContractImplementor session, String entityName) {
		Entity entity = this.entities.get(entityName);
		// without a transaction Envers refuses the change anyway
		if (entity == null || !session.isTransactionInProgress()) {
			return;
		}
		this.stamps.current(session);
		if (entity.needsReason()) {
			TransactionCoordinator transaction = session.getTransactionCoordinator();
			this.needReason.computeIfAbsent(transaction, (key) -> {
				session.getTransactionCompletionCallbacks().registerCallback(this::beforeCompletion);
				session.getTransactionCompletionCallbacks()
					.registerCallback((success, completed) -> this.needReason.remove(transaction));
				return new TreeSet<>();
			}).add(entityName);
		}
	}

	// Hibernate may keep it through a rollback, for the session's next transaction.
	private void beforeCompletion(SharedSessionContractImplementor session) {
		Set<String> changed = this.needReason.get(session.getTransactionCoordinator());
		if (changed != null && this.stamps.ofRevision(session).reason() == null) {
			throw new AuditReasonMissingException(changed);
		}
	}

	@Override
	public void onPostInsert(PostInsertEvent event) {
		changed(event.getSession(), event.getPersister().getEntityName());
	}

	@Override
	public void onPostUpdate(PostUpdateEvent event) {
		String entityName = event.getPersister().getEntityName();
		Entity entity = this.entities.get(entityName);
		if (entity != null && entity.isChanged(event.getPersister(), event.getDirtyProperties())) {
			changed(event.getSession(), entityName);
		}
	}

	@Override
	public void onPostDelete(PostDeleteEvent event) {
		changed(event.getSession(), event.getPersister().getEntityName());
	}

	@Override
	public void onPostRecreateCollection(PostCollectionRecreateEvent event) {
		collectionChanged(event);
	}

	@Override
	public void onPreUpdateCollection(PreCollectionUpdateEvent event) {
		collectionChanged(event);
	}

	@Override
	public void onPreRemoveCollection(PreCollectionRemoveEvent event) {
		collectionChanged(event);
	}

	private void collectionChanged(AbstractCollectionEvent event) {
		String ownerName = event.getAffectedOwnerEntityName();
		Entity owner = this.entities.get(ownerName);
		String role = event.getCollection().getRole();
		if (owner != null && role != null) {
			CollectionPersister persister = event.getSession()
				.getFactory()
				.getMappingMetamodel()
				.getCollectionDescriptor(role);
			String path = role.substring(persister.getOwnerEntityPersister().getEntityName().length() + 1);
			if (!persister.isInverse() && owner.audited().contains(path.split("\\.")[0])) {
				changed(event.getSession(), ownerName);
			}
		}
	}

	@Override
	public boolean requiresPostCommitHandling(EntityPersister persister) {
		return false;
	}

	/**
	 * An audited entity.
	 *
	 * @param audited the names of the attributes that are audited
	 * @param needsReason whether its changes need a reason
	 */
	private record Entity(Set<String> audited, boolean needsReason) {

		boolean isChanged(EntityPersister persister, int @Nullable [] attributes) {
			if (attributes == null) {
				return true;
			}
			for (int attribute : attributes) {
				if (this.audited.contains(persister.getPropertyNames()[attribute])) {
					return true;
				}
			}
			return false;
		}

	}

}
