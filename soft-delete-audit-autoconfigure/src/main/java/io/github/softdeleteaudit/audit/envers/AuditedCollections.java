package io.github.softdeleteaudit.audit.envers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.internal.entities.ComponentDescription;
import org.hibernate.envers.internal.entities.EntityConfiguration;
import org.hibernate.envers.internal.entities.RelationDescription;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The audited collections of one session factory that have an audit table.
 */
final class AuditedCollections {

	private final List<AuditedCollection> collections = new ArrayList<>();

	private final Set<String> auditEntities = new HashSet<>();

	AuditedCollections(Metadata metadata, EnversService envers, SqlStringGenerationContext context) {
		AuditColumns names = new AuditColumns(metadata.getDatabase());
		RevisionTable revisions = RevisionTable.of(metadata, envers.getConfig(), context);
		for (org.hibernate.mapping.Collection collection : metadata.getCollectionBindings()) {
			String auditEntityName = collection.isInverse() ? null : auditEntityName(collection, envers);
			PersistentClass auditEntity = (auditEntityName != null) ? metadata.getEntityBinding(auditEntityName) : null;
			if (auditEntity != null) {
				this.auditEntities.add(auditEntityName);
				// by another key than the id Envers records what the table has not
				AuditedCollection audited = (collection.getReferencedPropertyName() == null)
						? AuditedCollection.of(collection, auditEntity, names, revisions, envers.getConfig(), context)
						: null;
				if (audited != null) {
					this.collections.add(audited);
				}
			}
		}
	}

	private static @Nullable String auditEntityName(org.hibernate.mapping.Collection collection, EnversService envers) {
		EntityConfiguration owner = envers.getEntitiesConfigurations().get(collection.getOwnerEntityName());
		if (owner == null) {
			return null;
		}
		String property = collection.getRole()
			.substring(collection.getOwnerEntityName().length() + 1)
			.replace('.', '_');
		RelationDescription relation = owner.getRelationDescription(property);
		if (relation != null) {
			return relation.getAuditMiddleEntityName();
		}
		ComponentDescription elements = owner.getComponentDescription(property);
		return (elements != null) ? elements.getAuditMiddleEntityName() : null;
	}

	/**
	 * Return whether an entity is that of the audit rows of a collection.
	 */
	boolean isAuditEntity(String entityName) {
		return this.auditEntities.contains(entityName);
	}

	/**
	 * Find a collection.
	 * @param role its role, as Hibernate names it
	 * @return the collection, or {@code null} if it has no audit table that mirrors its
	 * table
	 */
	@Nullable AuditedCollection find(String role) {
		return this.collections.stream().filter((collection) -> collection.role().equals(role)).findAny().orElse(null);
	}

	/**
	 * Called before entities are removed physically: what their collections hold goes,
	 * and so do the links to them.
	 */
	void purging(SharedSessionContractImplementor session, String entityName, Collection<?> ids, long revision) {
		EntityPersister persister = session.getFactory().getMappingMetamodel().getEntityDescriptor(entityName);
		Type idType = persister.getIdentifierType();
		for (AuditedCollection collection : this.collections) {
			CollectionPersister role = role(session, collection);
			if (isOf(role.getOwnerEntityPersister(), persister)) {
				collection.removed(session, idType, ids, revision);
			}
			if (isLinkTo(role, persister)) {
				collection.removedLinksTo(session, idType, ids, revision);
			}
		}
	}

	/**
	 * Return whether there are recorded links to entities.
	 */
	boolean haveLinksTo(SharedSessionContractImplementor session, String entityName, Collection<?> ids) {
		EntityPersister persister = session.getFactory().getMappingMetamodel().getEntityDescriptor(entityName);
		return this.collections.stream().anyMatch((collection) -> {
			return isLinkTo(role(session, collection), persister)
					&& collection.hasLinksTo(session, persister.getIdentifierType(), ids);
		});
	}

	/**
	 * Return the collections that entities have which hold what has not been recorded.
	 */
	List<AuditedCollection> unrecorded(SharedSessionContractImplementor session, Collection<AuditedEntity> entities) {
		return this.collections.stream().filter((collection) -> {
			EntityPersister owner = role(session, collection).getOwnerEntityPersister();
			return entities.stream().anyMatch((entity) -> isOf(owner, entity.persister(session)))
					&& collection.hasUnrecorded(session);
		}).toList();
	}

	private static CollectionPersister role(SharedSessionContractImplementor session, AuditedCollection collection) {
		return session.getFactory().getMappingMetamodel().getCollectionDescriptor(collection.role());
	}

	private static boolean isLinkTo(CollectionPersister role, EntityPersister persister) {
		return (role.isOneToMany() || role.isManyToMany()) && isOf(role.getElementPersister(), persister);
	}

	// also that of a superclass
	private static boolean isOf(EntityPersister declared, EntityPersister persister) {
		return declared.getMappedClass().isAssignableFrom(persister.getMappedClass());
	}

}
