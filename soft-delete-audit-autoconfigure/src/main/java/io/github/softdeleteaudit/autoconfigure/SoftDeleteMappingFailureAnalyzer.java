package io.github.softdeleteaudit.autoconfigure;

import java.util.stream.Collectors;

import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException;
import io.github.softdeleteaudit.softdelete.SoftDeleteMappingException.Problem;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a {@link SoftDeleteMappingException}.
 */
class SoftDeleteMappingFailureAnalyzer extends AbstractFailureAnalyzer<SoftDeleteMappingException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SoftDeleteMappingException cause) {
		String description = cause.getProblems()
			.stream()
			.map(Problem::description)
			.collect(Collectors.joining(System.lineSeparator()));
		String action = cause.getProblems()
			.stream()
			.map(Problem::remedy)
			.distinct()
			.collect(Collectors.joining(System.lineSeparator()));
		return new FailureAnalysis(description, action, cause);
	}

}
