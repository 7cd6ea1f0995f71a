package io.github.softdeleteaudit.autoconfigure;

import io.github.softdeleteaudit.audit.AuditConfigurationException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains an {@link AuditConfigurationException}.
 */
class AuditConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<AuditConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, AuditConfigurationException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.getRemedy(), cause);
	}

}
