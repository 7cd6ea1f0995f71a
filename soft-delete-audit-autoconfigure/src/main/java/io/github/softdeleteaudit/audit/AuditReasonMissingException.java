package io.github.softdeleteaudit.audit;

import java.util.Collection;
import java.util.List;

import org.springframework.dao.NonTransientDataAccessException;

/**
 * A transaction has changed entities that are marked with {@link AuditReasonRequired},
 * and was given no reason. It is rolled back.
 */
public class AuditReasonMissingException extends NonTransientDataAccessException {

	private static final long serialVersionUID = 1L;

	private final List<String> entityNames;

	/**
	 * Create the exception.
	 * @param entityNames the names of the entities, fully qualified
	 */
	public AuditReasonMissingException(Collection<String> entityNames) {
		super("A change of %s needs a reason: call AuditContext.reason.".formatted(String.join(", ", entityNames)));
		this.entityNames = List.copyOf(entityNames);
	}

	/**
	 * Return the entities that need a reason.
	 * @return their names, fully qualified
	 */
	public List<String> getEntityNames() {
		return this.entityNames;
	}

}
