package io.github.softdeleteaudit.softdelete;

import org.springframework.dao.DuplicateKeyException;

/**
 * A new entity was to be saved with an identifier that a deleted row has, which is still
 * there. Nothing was changed.
 */
public class IdentifierOfDeletedRowException extends DuplicateKeyException {

	private static final long serialVersionUID = 1L;

	private final String entityName;

	private final transient Object id;

	/**
	 * Create the exception.
	 * @param entityName the entity's name
	 * @param id the identifier
	 */
	public IdentifierOfDeletedRowException(String entityName, Object id) {
		super("%s with id %s cannot be saved as a new one, since a deleted row has that id: restore it by SoftDeleteRepository.restore, or remove it first by SoftDeleteRepository.purge"
			.formatted(entityName, id));
		this.entityName = entityName;
		this.id = id;
	}

	/**
	 * Return the entity of the deleted row.
	 * @return the entity's name
	 */
	public String getEntityName() {
		return this.entityName;
	}

	/**
	 * Return the identifier of the deleted row.
	 * @return the id
	 */
	public Object getId() {
		return this.id;
	}

}
