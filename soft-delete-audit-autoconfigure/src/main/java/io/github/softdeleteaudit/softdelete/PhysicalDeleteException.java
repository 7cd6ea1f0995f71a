package io.github.softdeleteaudit.softdelete;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * A statement that would have deleted rows of a soft-deletable entity physically. It was
 * not run.
 */
public class PhysicalDeleteException extends InvalidDataAccessApiUsageException {

	private static final long serialVersionUID = 1L;

	private final String entityName;

	/**
	 * Create the exception.
	 * @param entityName the entity whose rows would have been lost
	 * @param statement the statement
	 */
	public PhysicalDeleteException(String entityName, String statement) {
		super("Refused, since it would delete rows of the soft-deletable entity " + entityName + " physically: "
				+ statement + ". Use a delete method of its repository or EntityManager.remove,"
				+ " or SoftDeleteRepository.purge for rows that are already deleted.");
		this.entityName = entityName;
	}

	/**
	 * Return the entity whose rows would have been lost.
	 * @return the entity's name in Hibernate
	 */
	public String getEntityName() {
		return this.entityName;
	}

}
