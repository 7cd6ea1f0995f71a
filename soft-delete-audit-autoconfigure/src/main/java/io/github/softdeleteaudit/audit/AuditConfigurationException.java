package io.github.softdeleteaudit.audit;

/**
 * A configuration of Envers with which changes cannot be audited as promised. It stops
 * the start of the application.
 */
public class AuditConfigurationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String remedy;

	/**
	 * Create the exception.
	 * @param description what is wrong
	 * @param remedy what to do about it
	 */
	public AuditConfigurationException(String description, String remedy) {
		super(description);
		this.remedy = remedy;
	}

	/**
	 * Return what to do about it.
	 * @return one or more sentences
	 */
	public String getRemedy() {
		return this.remedy;
	}

}
