package io.github.softdeleteaudit.autoconfigure;

import io.github.softdeleteaudit.repository.UnsupportedRepositoryException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains an {@link UnsupportedRepositoryException}.
 */
class UnsupportedRepositoryFailureAnalyzer extends AbstractFailureAnalyzer<UnsupportedRepositoryException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnsupportedRepositoryException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.getRemedy(), cause);
	}

}
