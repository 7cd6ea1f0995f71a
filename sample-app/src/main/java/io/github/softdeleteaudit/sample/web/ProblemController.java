package io.github.softdeleteaudit.sample.web;

import java.net.URI;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What goes wrong outside of controllers, as in the security filters, and whatever nobody
 * thought of: the servlet container brings it here.
 */
@RestController
class ProblemController implements ErrorController {

	@RequestMapping("${spring.web.error.path:/error}")
	ProblemDetail error(HttpServletRequest request) {
		Integer status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		String uri = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		ProblemDetail problem = ProblemDetail
			.forStatus((status != null) ? HttpStatusCode.valueOf(status) : HttpStatus.NOT_FOUND);
		problem.setInstance((uri != null) ? URI.create(uri) : null);
		return problem;
	}

}
