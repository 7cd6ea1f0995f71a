package io.github.softdeleteaudit.softdelete;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * A row was to be purged to which other rows, live or deleted, still refer. Nothing was
 * changed.
 */
public class StillReferencedException extends DataIntegrityViolationException {

	private static final long serialVersionUID = 1L;

	private final String entityName;

	private final transient Object id;

	private final String reference;

	private final long count;

	/**
	 * Create the exception.
	 * @param entityName the entity's name
	 * @param id the id of the row
	 * @param reference the entity and attribute that refer to it
	 * @param count how many rows do
	 */
	public StillReferencedException(String entityName, Object id, String reference, long count) {
		super("%s with id %s cannot be purged: %d row(s) still refer to it by %s. Purge those first."
			.formatted(entityName, id, count, reference));
		this.entityName = entityName;
		this.id = id;
		this.reference = reference;
		this.count = count;
	}

	/**
	 * Return the entity of the row that was to be purged.
	 * @return the entity's name
	 */
	public String getEntityName() {
		return this.entityName;
	}

	/**
	 * Return the id of the row that was to be purged.
	 * @return the id
	 */
	public Object getId() {
		return this.id;
	}

	/**
	 * Return what refers to the row.
	 * @return entity and attribute, as in {@code Order.customer}
	 */
	public String getReference() {
		return this.reference;
	}

	/**
	 * Return how many rows refer to it by that attribute.
	 * @return the number of rows, at least one
	 */
	public long getCount() {
		return this.count;
	}

}
