package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.hibernate.Hibernate;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Shows no deleted entity at the other side of a one-to-one association that Hibernate
 * found in the persistence context, or by a shared primary key, for which it does not
 * query: the live one or none.
 * <p>
 * Relies on Hibernate setting the association before it tells of a load, and on not
 * writing that side.
 */
final class InverseToOneLoadListener implements PostLoadEventListener {

	private static final long serialVersionUID = 1L;

	private final transient Map<EntityPersister, List<ToOneAttributeMapping>> attributes = new ConcurrentHashMap<>();

	@Override
	public void onPostLoad(PostLoadEvent event) {
		for (ToOneAttributeMapping attribute : this.attributes.computeIfAbsent(event.getPersister(),
				InverseToOnes::of)) {
			Object value = attribute.getValue(event.getEntity());
			if (isDeleted(value, event.getSession())) {
				EntityEntry entry = event.getSession().getPersistenceContextInternal().getEntry(event.getEntity());
				InverseToOnes.set(event.getEntity(), entry, attribute, live(event, attribute));
			}
		}
	}

	private static boolean isDeleted(@Nullable Object value, SharedSessionContractImplementor session) {
		if (value == null || !Hibernate.isInitialized(value)) {
			return false;
		}
		Object entity = Hibernate.unproxy(value);
		return session.getEntityPersister(null, entity) instanceof SoftDeletePersister persister
				&& persister.softDeleteModel()
					.isDeleted(persister.value(entity, persister.softDeleteModel().indicator()));
	}

	private static @Nullable Object live(PostLoadEvent event, ToOneAttributeMapping attribute) {
		EntityPersister target = attribute.getAssociatedEntityMappingType().getEntityPersister();
		String mappedBy = attribute.getReferencedPropertyName();
		if (mappedBy == null || !(target.findByPath(mappedBy) instanceof ToOneAttributeMapping owning)) {
			return null;
		}
		var foreignKey = owning.getForeignKeyDescriptor();
		Object key = foreignKey.getAssociationKeyFromSide(event.getEntity(), foreignKey.getTargetSide(),
				event.getSession());
		return target.loadByUniqueKey(mappedBy, key, event.getSession());
	}

}
