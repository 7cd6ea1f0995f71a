package io.github.softdeleteaudit.autoconfigure;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
		String description = lines(cause.getProblems(), Problem::description);
		String action = lines(cause.getProblems(), Problem::remedy);
		return new FailureAnalysis(description, action, cause);
	}

	// numbered, so that problems and remedies can be told to belong together
	private static String lines(List<Problem> problems, Function<Problem, String> text) {
		if (problems.size() == 1) {
			return text.apply(problems.get(0));
		}
		return IntStream.range(0, problems.size())
			.mapToObj((i) -> "%d. %s".formatted(i + 1, text.apply(problems.get(i))))
			.collect(Collectors.joining(System.lineSeparator()));
	}

}
