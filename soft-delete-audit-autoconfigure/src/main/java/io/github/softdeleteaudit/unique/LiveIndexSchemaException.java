package io.github.softdeleteaudit.unique;

import java.util.List;

import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException;

/**
 * The database does not have, or cannot have, an index that a {@link LiveUnique} or a
 * {@link LiveIndex} declares. It stops the start of the application.
 */
public class LiveIndexSchemaException extends SoftDeleteMappingException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create the exception.
	 * @param problems what was found, at least one
	 */
	public LiveIndexSchemaException(List<Problem> problems) {
		super(problems);
	}

}
