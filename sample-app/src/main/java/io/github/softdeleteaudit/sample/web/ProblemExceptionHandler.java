package io.github.softdeleteaudit.sample.web;

import java.util.List;

import io.github.softdeleteaudit.audit.RevertConflictException;
import io.github.softdeleteaudit.restore.RestoreConflictException;
import io.github.softdeleteaudit.unique.LiveUniqueViolationException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.orm.ObjectRetrievalFailureException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * What goes wrong in a controller, as RFC 9457 problem details.
 */
@RestControllerAdvice
class ProblemExceptionHandler extends ResponseEntityExceptionHandler {

	@ExceptionHandler
	ProblemDetail notFound(ObjectRetrievalFailureException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND,
				"There is nothing with the id %s".formatted(ex.getIdentifier()));
	}

	@ExceptionHandler
	ProblemDetail changedMeanwhile(ConcurrencyFailureException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT,
				"It has been changed in the meantime. Read it again.");
	}

	@ExceptionHandler
	ProblemDetail taken(LiveUniqueViolationException ex) {
		ProblemDetail body = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT,
				"Another one has the same %s.".formatted(String.join(", ", ex.getAttributes())));
		body.setProperty("attributes", ex.getAttributes());
		return body;
	}

	@ExceptionHandler
	ProblemDetail inTheWay(RestoreConflictException ex) {
		ProblemDetail body = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT,
				"It cannot be restored as long as something is in the way.");
		body.setProperty("conflicts", ex.getConflicts().stream().map(ConflictResponse::of).toList());
		return body;
	}

	@ExceptionHandler
	ProblemDetail inTheWay(RevertConflictException ex) {
		ProblemDetail body = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT,
				"It cannot be as it was as long as something is in the way.");
		body.setProperty("conflicts", ex.getConflicts().stream().map(ConflictResponse::of).toList());
		return body;
	}

	// a revision that there is not
	@ExceptionHandler
	ProblemDetail badRequest(InvalidDataAccessApiUsageException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler
	ProblemDetail conflict(DataIntegrityViolationException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "It does not go with what is already there.");
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		List<InvalidField> errors = ex.getFieldErrors().stream().map(InvalidField::of).toList();
		ex.getBody().setProperty("errors", errors);
		return super.handleMethodArgumentNotValid(ex, headers, status, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		ProblemDetail body = createProblemDetail(ex, status, "Failed to read request", null, null, request);
		if (ex.getCause() instanceof MismatchedInputException mismatch && !mismatch.getPath().isEmpty()) {
			body.setProperty("errors", List.of(new InvalidField(path(mismatch), "has a value of the wrong type")));
		}
		return handleExceptionInternal(ex, body, headers, status, request);
	}

	private static String path(MismatchedInputException mismatch) {
		StringBuilder path = new StringBuilder();
		for (JacksonException.Reference reference : mismatch.getPath()) {
			if (reference.getPropertyName() == null) {
				path.append('[').append(reference.getIndex()).append(']');
			}
			else {
				path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
			}
		}
		return path.toString();
	}

	record InvalidField(String field, @Nullable String message) {

		static InvalidField of(FieldError error) {
			return new InvalidField(error.getField(), error.getDefaultMessage());
		}

	}

}
