package io.github.softdeleteaudit.softdelete;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * A row was to be purged to which other rows, live or deleted, still refer. Nothing was
 * changed.
 */
public class StillReferencedException extends DataIntegrityViolationException {

	private static final long serialVersionUID = 1L;

	private final String entityName;

	private final transient Object id;

	private final @Nullable String reference;

	private final long count;

	/**
	 * Create the exception.
	 * @param entityName the entity's name
	 * @param id the id of the row
	 * @param reference the entity and attribute that refer to it, or the table with its
	 * columns
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
	 * Create the exception for a row to which the database alone knows a reference.
	 * @param entityName the entity's name
	 * @param id the id of the row
	 * @param cause what the database says
	 */
	public StillReferencedException(String entityName, Object id, Throwable cause) {
		super("%s with id %s cannot be purged: a constraint of the database stands in the way. Remove what refers to it first."
			.formatted(entityName, id), cause);
		this.entityName = entityName;
		this.id = id;
		this.reference = null;
		this.count = 0;
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
	 * @return entity and attribute, as in {@code Order.customer}; the table and its
	 * columns, as in {@code orders (customer_id)}, of rows that the session does not see;
	 * or {@code null} if the database alone knows
	 */
	public @Nullable String getReference() {
		return this.reference;
	}

	/**
	 * Return how many rows refer to it by that attribute.
	 * @return the number of rows, or zero if the database alone knows
	 */
	public long getCount() {
		return this.count;
	}

}
