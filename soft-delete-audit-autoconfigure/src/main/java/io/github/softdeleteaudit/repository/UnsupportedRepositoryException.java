package io.github.softdeleteaudit.repository;

/**
 * A repository interface that promises what cannot be kept for its entity. It stops the
 * start of the application.
 */
public class UnsupportedRepositoryException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String remedy;

	/**
	 * Create the exception.
	 * @param description what is wrong, naming the repository and the entity
	 * @param remedy what to do about it
	 */
	public UnsupportedRepositoryException(String description, String remedy) {
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
