package io.github.softdeleteaudit.softdelete.hibernate;

import io.github.softdeleteaudit.actor.Stamps;
import io.github.softdeleteaudit.softdelete.SoftDeleteModel;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The persister of a soft-deletable entity.
 */
public interface SoftDeletePersister extends EntityPersister {

	/**
	 * Return what is known of the entity as a soft-deletable one.
	 * @return the model
	 */
	SoftDeleteModel softDeleteModel();

	/**
	 * Return what gives the transaction's stamp.
	 * @return the stamps
	 */
	Stamps stamps();

	/**
	 * Return the value of one of the entity's attributes.
	 * @param entity an initialised instance
	 * @param attribute the attribute's name
	 * @return its value in memory
	 */
	default @Nullable Object value(Object entity, String attribute) {
		return getValue(entity, getPropertyIndex(attribute));
	}

	/**
	 * Find the persister of an entity.
	 * @param factory the session factory
	 * @param type the entity's class
	 * @return the persister, or {@code null} if the class is not a soft-deletable entity
	 * of that factory
	 */
	static @Nullable SoftDeletePersister find(SessionFactoryImplementor factory, Class<?> type) {
		return (factory.getMappingMetamodel().findEntityDescriptor(type) instanceof SoftDeletePersister persister)
				? persister : null;
	}

	/**
	 * Find the persister of an entity.
	 * @param session the session
	 * @param entityName the entity's name in Hibernate
	 * @return the persister, or {@code null} if the entity is not soft-deletable
	 */
	static @Nullable SoftDeletePersister find(SharedSessionContractImplementor session, String entityName) {
		return (session.getFactory()
			.getMappingMetamodel()
			.getEntityDescriptor(entityName) instanceof SoftDeletePersister persister) ? persister : null;
	}

}
