package io.github.softdeleteaudit.softdelete;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Told of rows changed by SQL outside the persistence context, so that the change can be
 * recorded. For the starter's own packages; without an implementation nothing is
 * recorded.
 * <p>
 * Each method is called in the transaction of the change. What it records commits and
 * rolls back with that transaction. An implementation ignores entities it does not
 * record, and accepts an empty collection of ids.
 */
public interface RowChangeRecorder {

	/**
	 * Return whether changes of an entity are recorded.
	 * @param session the session
	 * @param entityName the entity's name in Hibernate
	 * @return whether they are, or those of one of its subclasses
	 */
	boolean records(SharedSessionContractImplementor session, String entityName);

	/**
	 * Return whether changes of an entity are recorded, whatever its subclasses are.
	 * @param factory the session factory
	 * @param entityName the entity's name in Hibernate
	 * @return whether they are
	 */
	boolean audits(SessionFactory factory, String entityName);

	/**
	 * Called after rows have been marked as deleted by one statement. All rows that have
	 * the deletion id have been deleted by this transaction, by this statement or before.
	 * @param session the session whose transaction changed the rows
	 * @param rootEntityName the name in Hibernate of the root of their hierarchy
	 * @param deletionId the deletion id
	 */
	void deleted(SharedSessionContractImplementor session, String rootEntityName, UUID deletionId);

	/**
	 * Called after live rows of this entity have been changed.
	 * @param session the session whose transaction changed the rows
	 * @param entityName the entity's name in Hibernate
	 * @param ids the ids of the rows
	 * @param attributes the names of the attributes of the entity, some of which it may
	 * not have itself, that have been assigned
	 */
	void updated(SharedSessionContractImplementor session, String entityName, Collection<?> ids,
			Set<String> attributes);

	/**
	 * Called after the rows of this entity have been made live again.
	 * @param session the session whose transaction changed the rows
	 * @param entityName the entity's name in Hibernate
	 * @param ids the ids of the rows
	 */
	void restored(SharedSessionContractImplementor session, String entityName, Collection<?> ids);

	/**
	 * Called before the rows are physically deleted.
	 * @param session the session whose transaction deletes the rows
	 * @param entityName the entity's name in Hibernate
	 * @param ids the ids of the rows
	 */
	void purging(SharedSessionContractImplementor session, String entityName, Collection<?> ids);

}
