package io.github.softdeleteaudit.sample.web;

import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.MDC;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request an id, which the log and the revisions name.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIdFilter extends OncePerRequestFilter {

	private static final String HEADER = "X-Request-Id";

	// Keeps what a client sends from making up lines of the log
	private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String sent = request.getHeader(HEADER);
		String id = (sent != null && VALID.matcher(sent).matches()) ? sent : UUID.randomUUID().toString();
		response.setHeader(HEADER, id);
		try (var closeable = MDC.putCloseable("requestId", id)) {
			chain.doFilter(request, response);
		}
	}

}
