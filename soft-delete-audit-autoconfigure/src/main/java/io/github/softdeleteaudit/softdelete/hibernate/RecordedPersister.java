package io.github.softdeleteaudit.softdelete.hibernate;

import org.hibernate.persister.entity.EntityPersister;

/**
 * One of Hibernate's persisters that records updates and deletes besides. Where the
 * entity is soft-deletable, what it does is done by the persister that makes it so. For
 * the starter's own packages.
 */
public interface RecordedPersister extends EntityPersister {

	/**
	 * Return whether it does record: there is something that does.
	 * @return whether changes of the entity are recorded
	 */
	boolean isRecorded();

}
