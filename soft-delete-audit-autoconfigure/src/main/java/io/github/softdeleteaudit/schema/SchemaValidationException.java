package io.github.softdeleteaudit.schema;

import java.util.stream.Collectors;

/**
 * The database does not have what the starter needs of the schema. It stops the start of
 * the application where {@code soft-delete-audit.schema} is {@code validate}.
 */
public class SchemaValidationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient SchemaScript script;

	/**
	 * Create the exception.
	 * @param script what there is to change, not empty
	 */
	public SchemaValidationException(SchemaScript script) {
		super(script.getChanges()
			.stream()
			.map(SchemaChange::description)
			.collect(Collectors.joining(System.lineSeparator())) + System.lineSeparator() + script.toSql());
		this.script = script;
	}

	/**
	 * Return what there is to change.
	 * @return the script, with the SQL that mends the schema and what takes that back
	 */
	public SchemaScript getScript() {
		return this.script;
	}

}
