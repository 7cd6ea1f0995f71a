package io.github.softdeleteaudit.audit.envers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import io.github.softdeleteaudit.audit.envers.CollectionContents.Element;
import io.github.softdeleteaudit.softdelete.hibernate.JdbcValues;
import io.github.softdeleteaudit.softdelete.hibernate.SoftDeletePersister;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a live collection that a snapshot of it could not show, though they may
 * have been there: they are older than their audit rows, or links to an entity that is,
 * that was deleted then, or that is of a subclass which is not audited.
 */
final class UnseenElements {

	private final SessionImplementor session;

	private final AuditRows rows;

	private final PluralAttributeMapping collection;

	private final Object ownerId;

	private final RevisionDetails revision;

	private final boolean keyed;

	private final @Nullable AuditedCollection audited;

	private final Set<Element> included = Collections.newSetFromMap(new IdentityHashMap<>());

	/** The values of those that are older than their audit rows, read at first need. */
	private @Nullable List<List<@Nullable Object>> older;

	/** The values of those that were recorded by then, read at first need. */
	private @Nullable List<List<@Nullable Object>> recorded;

	UnseenElements(SessionImplementor session, AuditRows rows, PluralAttributeMapping collection, Object ownerId,
			RevisionDetails revision) {
		this.session = session;
		this.rows = rows;
		this.collection = collection;
		this.ownerId = ownerId;
		this.revision = revision;
		this.keyed = CollectionContents.hasKeys(collection);
		EnversRowChangeRecorder recorder = EnversRowChangeRecorder.find(session.getFactory());
		this.audited = (recorder != null)
				? recorder.collection(session.getFactory(), collection.getCollectionDescriptor().getRole()) : null;
		if (recorder != null) {
			// what the transaction has added is no older
			recorder.writePending(session);
		}
	}

	/**
	 * Return whether the collection holds, or once held, what is older than its audit
	 * rows.
	 */
	boolean areOlder() {
		return this.audited != null && (!older(this.audited).isEmpty() || this.audited
			.heldOlderThanRecords(this.session, ownerIdType(), this.ownerId, this.revision.number()));
	}

	/**
	 * Include an element if the snapshot does not show it and could not.
	 * @return whether that is so
	 */
	boolean include(Element element) {
		boolean unseen = this.collection.getIndexDescriptor() instanceof EntityValuedModelPart key
				&& isUnseen(key.getEntityMappingType(), element.key(), element)
				|| this.collection.getElementDescriptor() instanceof EntityValuedModelPart target
						&& isUnseen(target.getEntityMappingType(), element.value(), element)
				|| this.audited != null && older(this.audited).contains(values(element));
		if (unseen) {
			this.included.add(element);
		}
		return unseen;
	}

	/**
	 * Return whether an element was included.
	 */
	boolean included(Element element) {
		return this.included.contains(element);
	}

	private boolean isUnseen(EntityMappingType type, @Nullable Object entity, Element element) {
		if (entity == null || !isAudited(type.getEntityPersister())) {
			return false;
		}
		EntityPersister target = this.session.getEntityPersister(null, Hibernate.unproxy(entity));
		if (!isAudited(target)) {
			return true;
		}
		Object id = TypedValue.id(type, entity, this.session);
		AuditRow row = this.rows.asOf(target.getEntityName(), id, this.revision);
		if (row != null) {
			return target instanceof SoftDeletePersister && row.type() == RevisionType.DEL;
		}
		List<AuditRow> first = this.rows.of(target.getEntityName(), id, false, 0, 1);
		// one that was restored before it had a history has an addition too
		return first.isEmpty() || first.get(0).type() != RevisionType.ADD
				|| this.audited != null && recorded(this.audited).contains(values(element));
	}

	private boolean isAudited(EntityPersister target) {
		return this.session.getFactory()
			.getServiceRegistry()
			.requireService(EnversService.class)
			.getEntitiesConfigurations()
			.isVersioned(target.getEntityName());
	}

	private List<List<@Nullable Object>> older(AuditedCollection audited) {
		if (this.older == null) {
			this.older = comparable(audited.olderThanRecords(this.session, ownerIdType(), this.ownerId,
					this.revision.number(), keyColumns(), JdbcValues.columns(element())));
		}
		return this.older;
	}

	private List<List<@Nullable Object>> recorded(AuditedCollection audited) {
		if (this.recorded == null) {
			this.recorded = comparable(audited.recordedUpTo(this.session, ownerIdType(), this.ownerId,
					this.revision.number(), keyColumns(), JdbcValues.columns(element())));
		}
		return this.recorded;
	}

	private List<SelectableMapping> keyColumns() {
		return this.keyed ? JdbcValues.columns(this.collection.getIndexDescriptor()) : List.of();
	}

	private Type ownerIdType() {
		return this.collection.getCollectionDescriptor().getOwnerEntityPersister().getIdentifierType();
	}

	// of a one-to-many the descriptor of an element tells of the key of its owner
	private ModelPart element() {
		return (isOneToMany() && this.collection.getElementDescriptor() instanceof EntityValuedModelPart child)
				? child.getEntityMappingType().getIdentifierMapping() : this.collection.getElementDescriptor();
	}

	private boolean isOneToMany() {
		return this.collection.getCollectionDescriptor().isOneToMany();
	}

	private List<@Nullable Object> values(Element element) {
		List<@Nullable Object> values = new ArrayList<>();
		if (this.keyed) {
			values.addAll(JdbcValues.of(this.collection.getIndexDescriptor(), element.key(), this.session));
		}
		Object value = element.value();
		if (isOneToMany() && value != null
				&& this.collection.getElementDescriptor() instanceof EntityValuedModelPart child) {
			value = TypedValue.id(child.getEntityMappingType(), value, this.session);
		}
		values.addAll(JdbcValues.of(element(), value, this.session));
		return comparable(List.of(values)).get(0);
	}

	// arrays equal but themselves
	private static List<List<@Nullable Object>> comparable(List<List<@Nullable Object>> rows) {
		rows.forEach((values) -> values.replaceAll((value) -> (value != null && value.getClass().isArray())
				? Arrays.deepToString(new Object[] { value }) : value));
		return rows;
	}

}
