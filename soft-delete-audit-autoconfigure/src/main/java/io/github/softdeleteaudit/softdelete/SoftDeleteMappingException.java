package io.github.softdeleteaudit.softdelete;

import java.util.List;

/**
 * A mapping for which the promises of soft deletion cannot be kept. It stops the start of
 * the application.
 */
public class SoftDeleteMappingException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<Problem> problems;

	/**
	 * Create the exception.
	 * @param problems what was found, at least one
	 */
	public SoftDeleteMappingException(List<Problem> problems) {
		super(String.join(System.lineSeparator(),
				problems.stream().map((problem) -> problem.description() + " " + problem.remedy()).toList()));
		this.problems = List.copyOf(problems);
	}

	/**
	 * Return everything that was found, so that it can be mended in one go.
	 * @return the problems, at least one
	 */
	public List<Problem> getProblems() {
		return this.problems;
	}

	/**
	 * One thing that stands in the way.
	 *
	 * @param description what it is, naming the entity
	 * @param remedy what to do about it
	 */
	public record Problem(String description, String remedy) {
	}

}
