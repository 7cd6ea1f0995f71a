package io.github.softdeleteaudit.autoconfigure;

import java.util.stream.Collectors;

import io.github.softdeleteaudit.schema.SchemaChange;
import io.github.softdeleteaudit.schema.SchemaValidationException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a {@link SchemaValidationException}.
 */
class SchemaValidationFailureAnalyzer extends AbstractFailureAnalyzer<SchemaValidationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SchemaValidationException cause) {
		String newLine = System.lineSeparator();
		String description = cause.getScript()
			.getChanges()
			.stream()
			.map(SchemaChange::description)
			.collect(Collectors.joining(newLine));
		return new FailureAnalysis("The database does not have the schema that is needed." + newLine + description,
				"Run these statements, or a migration that has them:" + newLine + newLine + cause.getScript().toSql(),
				cause);
	}

}
