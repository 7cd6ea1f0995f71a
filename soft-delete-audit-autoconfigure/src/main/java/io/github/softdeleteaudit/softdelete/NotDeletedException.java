package io.github.softdeleteaudit.softdelete;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * A row was to be purged that is live. Only deleted rows can be purged; nothing was
 * changed.
 */
public class NotDeletedException extends InvalidDataAccessApiUsageException {

	private static final long serialVersionUID = 1L;

	private final String entityName;

	private final transient Object id;

	/**
	 * Create the exception.
	 * @param entityName the entity's name
	 * @param id the id of the live row
	 */
	public NotDeletedException(String entityName, Object id) {
		super("%s with id %s is live: only deleted rows can be purged".formatted(entityName, id));
		this.entityName = entityName;
		this.id = id;
	}

	/**
	 * Return the entity of the live row.
	 * @return the entity's name
	 */
	public String getEntityName() {
		return this.entityName;
	}

	/**
	 * Return the id of the live row.
	 * @return the id
	 */
	public Object getId() {
		return this.id;
	}

}
