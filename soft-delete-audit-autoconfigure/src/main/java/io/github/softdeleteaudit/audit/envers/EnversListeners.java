package io.github.softdeleteaudit.audit.envers;

import java.util.Map;

import io.github.softdeleteaudit.softdelete.hibernate.SoftDeletePersister;
import org.hibernate.StatelessSession;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.boot.spi.EffectiveMappingDefaults;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.envers.configuration.internal.MappingCollector;
import org.hibernate.envers.event.spi.EnversPostCollectionRecreateEventListenerImpl;
import org.hibernate.envers.event.spi.EnversPostDeleteEventListenerImpl;
import org.hibernate.envers.event.spi.EnversPostInsertEventListenerImpl;
import org.hibernate.envers.event.spi.EnversPostUpdateEventListenerImpl;
import org.hibernate.envers.event.spi.EnversPreCollectionRemoveEventListenerImpl;
import org.hibernate.envers.event.spi.EnversPreCollectionUpdateEventListenerImpl;
import org.hibernate.envers.internal.entities.EntitiesConfigurations;
import org.hibernate.envers.internal.revisioninfo.ModifiedEntityNamesReader;
import org.hibernate.envers.internal.revisioninfo.RevisionInfoNumberReader;
import org.hibernate.envers.internal.revisioninfo.RevisionInfoQueryCreator;
import org.hibernate.envers.internal.synchronization.AuditProcess;
import org.hibernate.envers.internal.synchronization.AuditProcessManager;
import org.hibernate.envers.internal.synchronization.work.AuditWorkUnit;
import org.hibernate.envers.internal.synchronization.work.CollectionChangeWorkUnit;
import org.hibernate.envers.internal.synchronization.work.DelWorkUnit;
import org.hibernate.envers.internal.synchronization.work.FakeBidirectionalRelationWorkUnit;
import org.hibernate.envers.internal.synchronization.work.ModWorkUnit;
import org.hibernate.envers.internal.synchronization.work.PersistentCollectionChangeWorkUnit;
import org.hibernate.event.service.spi.DuplicationStrategy;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Record changes in place of Envers' own listeners, which they extend:
 * <ul>
 * <li>All changes of a collection in a transaction are one {@link CollectionChange}.</li>
 * <li>Unless asked for, the owner gets no entry of its own when nothing of it changed, as
 * Envers would give it for links and elements. One whose collection has a modified flag
 * does, since its row is where the flag is kept.</li>
 * <li>A one-to-many that has the reference in its own keeping, by {@code @JoinColumn}, is
 * recorded. Nothing else tells of its changes, but Envers leaves them out along with
 * those of an inverse one when a new child is to be no change of its parent.</li>
 * <li>A child that comes, goes or changes gives a deleted parent no entry, where children
 * are to be changes of their parents: it would read as there again.</li>
 * <li>What a stateless session removes is recorded as its row was.</li>
 * <li>{@link FactoryAuditing} hears of what they find: Envers may write it no more.</li>
 * </ul>
 * <p>
 * Relies on Envers' listeners of collections asking {@code shouldGenerateRevision} first,
 * and on all of them taking the audit process from the service that they are given.
 */
final class EnversListeners {

	private EnversListeners() {
	}

	static void register(EventListenerRegistry registry, EnversService envers, FactoryAuditing auditing) {
		// Envers' integrator may come before or after
		registry.addDuplicationStrategy(new InPlaceOfEnvers(true));
		registry.addDuplicationStrategy(new InPlaceOfEnvers(false));
		EnversService collecting = new CollectingEnvers(envers, auditing);
		registry.appendListeners(EventType.PRE_COLLECTION_UPDATE, new Update(collecting));
		registry.appendListeners(EventType.PRE_COLLECTION_REMOVE, new Remove(collecting));
		registry.appendListeners(EventType.POST_COLLECTION_RECREATE, new Recreate(collecting));
		registry.appendListeners(EventType.POST_INSERT, new Inserted(collecting));
		registry.appendListeners(EventType.POST_UPDATE, new Updated(collecting));
		registry.appendListeners(EventType.POST_DELETE, new Deleted(collecting, auditing));
	}

	private static boolean isOwned(AbstractCollectionEvent event, EnversService envers) {
		CollectionPersister collection = event.getCollectionPersister();
		return collection.isOneToMany() && !collection.isInverse()
				&& envers.getEntitiesConfigurations().isVersioned(event.getAffectedOwnerEntityName());
	}

	private static final class Update extends EnversPreCollectionUpdateEventListenerImpl {

		Update(EnversService envers) {
			super(envers);
		}

		@Override
		protected boolean shouldGenerateRevision(AbstractCollectionEvent event) {
			return super.shouldGenerateRevision(event) || isOwned(event, getEnversService());
		}

	}

	private static final class Remove extends EnversPreCollectionRemoveEventListenerImpl {

		Remove(EnversService envers) {
			super(envers);
		}

		@Override
		protected boolean shouldGenerateRevision(AbstractCollectionEvent event) {
			return super.shouldGenerateRevision(event) || isOwned(event, getEnversService());
		}

	}

	private static final class Recreate extends EnversPostCollectionRecreateEventListenerImpl {

		Recreate(EnversService envers) {
			super(envers);
		}

		@Override
		protected boolean shouldGenerateRevision(AbstractCollectionEvent event) {
			return super.shouldGenerateRevision(event) || isOwned(event, getEnversService());
		}

	}

	private static final class Inserted extends EnversPostInsertEventListenerImpl {

		Inserted(EnversService envers) {
			super(envers);
		}

	}

	private static final class Updated extends EnversPostUpdateEventListenerImpl {

		Updated(EnversService envers) {
			super(envers);
		}

	}

	private static final class Deleted extends EnversPostDeleteEventListenerImpl {

		private final transient FactoryAuditing auditing;

		Deleted(EnversService envers, FactoryAuditing auditing) {
			super(envers);
			this.auditing = auditing;
		}

		@Override
		public void onPostDelete(PostDeleteEvent event) {
			SharedSessionContractImplementor session = event.getSession();
			EntityPersister persister = event.getPersister();
			String entityName = persister.getEntityName();
			if (!getEnversService().getEntitiesConfigurations().isVersioned(entityName)) {
				return;
			}
			checkIfTransactionInProgress(session);
			Object[] state = (event.getDeletedState() != null) ? event.getDeletedState()
					: this.auditing.removed(session, persister, event.getId());
			AuditProcess process = getEnversService().getAuditProcessManager().get(session);
			process.addWorkUnit(new Removal(session, entityName, getEnversService(), event.getId(), persister, state));
			generateBidirectionalCollectionChangeWorkUnits(process, persister, entityName, null, state, session);
		}

	}

	/**
	 * A removal after which what has been inserted again is recorded too: Envers forgets
	 * the removal when that is as it was, but goes on to take it for recorded.
	 */
	private static final class Removal extends DelWorkUnit {

		private final boolean kept;

		Removal(SharedSessionContractImplementor session, String entityName, EnversService envers, Object id,
				EntityPersister persister, Object @Nullable [] state) {
			super(session, entityName, envers, id, persister, state);
			this.kept = persister instanceof SoftDeletePersister;
		}

		@Override
		public @Nullable AuditWorkUnit merge(ModWorkUnit second) {
			return this.kept ? super.merge(second) : second;
		}

		@Override
		public AuditWorkUnit merge(DelWorkUnit second) {
			return second;
		}

		// once: Envers goes on to take it for performed, too
		@Override
		public void undo(SharedSessionContractImplementor session) {
			super.undo(session);
			setPerformed(null);
		}

	}

	/**
	 * Keeps a listener of ours and drops that of Envers that it extends.
	 */
	private record InPlaceOfEnvers(boolean ours) implements DuplicationStrategy {

		@Override
		public boolean areMatch(Object listener, Object original) {
			Object own = this.ours ? listener : original;
			Object enversOwn = this.ours ? original : listener;
			return own.getClass().getEnclosingClass() == EnversListeners.class
					&& enversOwn.getClass() == own.getClass().getSuperclass();
		}

		@Override
		public Action getAction() {
			return this.ours ? Action.REPLACE_ORIGINAL : Action.KEEP_ORIGINAL;
		}

	}

	/**
	 * Envers as the listeners see it: what they find is collected.
	 */
	private static final class CollectingEnvers implements EnversService {

		private static final long serialVersionUID = 1L;

		private final transient EnversService envers;

		private final transient AuditProcessManager processes;

		CollectingEnvers(EnversService envers, FactoryAuditing auditing) {
			this.envers = envers;
			this.processes = new AuditProcessManager(null) {

				@Override
				public AuditProcess get(SharedSessionContractImplementor session) {
					return new Collector(session, envers, auditing, envers.getAuditProcessManager().get(session));
				}

			};
		}

		@Override
		public AuditProcessManager getAuditProcessManager() {
			return this.processes;
		}

		@Override
		public boolean isEnabled() {
			return this.envers.isEnabled();
		}

		@Override
		public boolean isInitialized() {
			return this.envers.isInitialized();
		}

		@Override
		public void initialize(MetadataImplementor metadata, MappingCollector mappingCollector,
				EffectiveMappingDefaults effectiveMappingDefaults) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Configuration getConfig() {
			return this.envers.getConfig();
		}

		// until Envers' own interface does without it
		@Override
		@SuppressWarnings("deprecation")
		public org.hibernate.envers.strategy.AuditStrategy getAuditStrategy() {
			return this.envers.getAuditStrategy();
		}

		@Override
		public EntitiesConfigurations getEntitiesConfigurations() {
			return this.envers.getEntitiesConfigurations();
		}

		@Override
		public RevisionInfoQueryCreator getRevisionInfoQueryCreator() {
			return this.envers.getRevisionInfoQueryCreator();
		}

		@Override
		public RevisionInfoNumberReader getRevisionInfoNumberReader() {
			return this.envers.getRevisionInfoNumberReader();
		}

		@Override
		public ModifiedEntityNamesReader getModifiedEntityNamesReader() {
			return this.envers.getModifiedEntityNamesReader();
		}

		@Override
		public ClassLoaderService getClassLoaderService() {
			return this.envers.getClassLoaderService();
		}

		@Override
		public ServiceRegistry getServiceRegistry() {
			return this.envers.getServiceRegistry();
		}

	}

	/**
	 * Takes what a listener finds of one event, to hand it on to the audit process of the
	 * transaction.
	 */
	private static final class Collector extends AuditProcess {

		private final EnversService envers;

		private final FactoryAuditing auditing;

		private final AuditProcess process;

		private final SharedSessionContractImplementor session;

		/** The collection, once it is known. */
		private @Nullable String property;

		Collector(SharedSessionContractImplementor session, EnversService envers, FactoryAuditing auditing,
				AuditProcess process) {
			super(null, session);
			this.envers = envers;
			this.auditing = auditing;
			this.process = process;
			this.session = session;
		}

		@Override
		public void addWorkUnit(AuditWorkUnit change) {
			if (change instanceof PersistentCollectionChangeWorkUnit changes) {
				this.property = changes.getReferencingPropertyName();
				CollectionChange sum = CollectionChange.of(this.session, this.envers, changes);
				this.process.addWorkUnit(sum);
				if (sum.containsWork()) {
					this.auditing.found(this.session);
				}
			}
			else if (change instanceof CollectionChangeWorkUnit) {
				if (isEntryWanted(change.getEntityName()) && !isDeleted(change)) {
					this.process.addWorkUnit(change);
					this.auditing.found(this.session);
				}
			}
			else if (change instanceof FakeBidirectionalRelationWorkUnit) {
				// the other end of a link, which may be gone
				this.process.addWorkUnit(change);
				this.auditing.found(this.session);
			}
			else {
				this.process.addWorkUnit(change);
				if (change.containsWork() || isUpdateUnseen(change)) {
					this.auditing.found(this.session, change.getEntityName(), change.getEntityId(),
							change.getRevisionType(),
							(change instanceof ModWorkUnit update) ? update.getData() : Map.of());
				}
			}
		}

		// of entities that were read for an update, see Envers' listener before that
		@Override
		public Object[] getCachedEntityState(Object id, String entityName) {
			return this.process.getCachedEntityState(id, entityName);
		}

		// without modified flags nobody asks what a stateless session changes
		private boolean isUpdateUnseen(AuditWorkUnit change) {
			return this.session instanceof StatelessSession && change instanceof ModWorkUnit
					&& !this.envers.getEntitiesConfigurations()
						.get(change.getEntityName())
						.getPropertyMapper()
						.hasPropertiesWithModifiedFlag();
		}

		private boolean isDeleted(AuditWorkUnit change) {
			EntityPersister persister = this.session.getFactory()
				.getMappingMetamodel()
				.getEntityDescriptor(change.getEntityName());
			if (!(persister instanceof SoftDeletePersister softDelete)) {
				return false;
			}
			PersistenceContext persistenceContext = this.session.getPersistenceContextInternal();
			Object entity = persistenceContext
				.getEntity(this.session.generateEntityKey(change.getEntityId(), persister));
			return entity != null && softDelete.isReadDeleted(entity, persistenceContext.getEntry(entity));
		}

		private boolean isEntryWanted(String ownerName) {
			return this.envers.getConfig().isGenerateRevisionsForCollections()
					|| this.envers.getEntitiesConfigurations()
						.get(ownerName)
						.getPropertyMapper()
						.getProperties()
						.keySet()
						.stream()
						.anyMatch((data) -> data.isUsingModifiedFlag()
								&& (this.property == null || data.getName().equals(this.property)));
		}

	}

}
