package io.github.softdeleteaudit.actor;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.EvaluationException;
import org.springframework.expression.Expression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * The actor according to Spring Security, read from the {@code SecurityContext} of the
 * current thread at each call. A SpEL expression on the {@link Authentication} names the
 * actor, and the impersonator behind a switched user. An anonymous user is an actor by
 * the name of its authentication; without authentication, or with one that is not
 * authenticated, there is none.
 * <p>
 * Where new threads inherit the context of the thread that creates them
 * ({@link SecurityContextHolder#MODE_INHERITABLETHREADLOCAL}), it is believed in threads
 * that handle a request only, according to the {@code RequestContextHolder}: a pooled
 * thread would have that of the request during which it was created, long after.
 */
public final class SecurityContextActorProvider implements ActorProvider {

	private static final Log logger = LogFactory.getLog(SecurityContextActorProvider.class);

	private static final String PROPERTY = "soft-delete-audit.audit.actor";

	// Of spring-security-web, which a non-web application does not have.
	private static final boolean SWITCH_USER_PRESENT = ClassUtils.isPresent(
			"org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority",
			SecurityContextActorProvider.class.getClassLoader());

	// Of spring-web, likewise.
	private static final boolean REQUEST_CONTEXT_PRESENT = ClassUtils.isPresent(
			"org.springframework.web.context.request.RequestContextHolder",
			SecurityContextActorProvider.class.getClassLoader());

	private final AuthenticationTrustResolver trustResolver = new AuthenticationTrustResolverImpl();

	private final Expression expression;

	private final Supplier<SecurityContextHolderStrategy> strategy;

	/** What is known of a strategy; replaced when there is another one. */
	private volatile @Nullable Inheritance inheritance;

	/**
	 * Create a provider.
	 * @param expression the SpEL expression that names the actor, evaluated on the
	 * {@link Authentication}
	 * @throws org.springframework.expression.ParseException if the expression is
	 * malformed
	 * @throws IllegalArgumentException if the expression is blank
	 */
	public SecurityContextActorProvider(String expression) {
		this(expression, SecurityContextHolder::getContextHolderStrategy);
	}

	/**
	 * Create a provider for an application that has a strategy of its own instead of that
	 * of {@link SecurityContextHolder}.
	 * @param expression the SpEL expression that names the actor, evaluated on the
	 * {@link Authentication}
	 * @param strategy gives what holds the security context, asked each time
	 * @throws org.springframework.expression.ParseException if the expression is
	 * malformed
	 * @throws IllegalArgumentException if the expression is blank
	 */
	public SecurityContextActorProvider(String expression, Supplier<SecurityContextHolderStrategy> strategy) {
		this.expression = new SpelExpressionParser().parseExpression(expression);
		this.strategy = strategy;
	}

	/**
	 * {@inheritDoc}
	 * @throws IllegalStateException if the expression fails, or gives {@code null} or a
	 * blank
	 */
	@Override
	public @Nullable Actor currentActor() {
		Authentication authentication = authentication();
		return (authentication != null) ? new Actor(name(authentication), impersonator(authentication)) : null;
	}

	/**
	 * The user behind the switched user of the current thread.
	 * @return the impersonator, or {@code null} when no user has been switched
	 * @throws IllegalStateException if the expression fails, or gives {@code null} or a
	 * blank
	 */
	public @Nullable String currentImpersonator() {
		Authentication authentication = authentication();
		return (authentication != null) ? impersonator(authentication) : null;
	}

	private @Nullable Authentication authentication() {
		SecurityContextHolderStrategy strategy = this.strategy.get();
		Authentication authentication = strategy.getContext().getAuthentication();
		return (authentication != null && authentication.isAuthenticated() && !mayBeAnothers(strategy)) ? authentication
				: null;
	}

	private boolean mayBeAnothers(SecurityContextHolderStrategy strategy) {
		Inheritance known = this.inheritance;
		if (known == null || known.strategy() != strategy) {
			known = Inheritance.of(strategy);
			this.inheritance = known;
			if (known.inherited()) {
				logger.warn("Threads inherit the security context. It may be that of another request,"
						+ " so it is passed over in all threads that handle none.");
			}
		}
		return known.inherited() && !(REQUEST_CONTEXT_PRESENT && Request.isHandled());
	}

	private @Nullable String impersonator(Authentication authentication) {
		Authentication source = SWITCH_USER_PRESENT ? SwitchUser.source(authentication) : null;
		return (source != null) ? name(source) : null;
	}

	private String name(Authentication authentication) {
		if (this.trustResolver.isAnonymous(authentication)) {
			// The expression expects a principal of the application's own type.
			return authentication.getName();
		}
		Object value;
		try {
			value = this.expression.getValue(authentication);
		}
		catch (EvaluationException ex) {
			throw new IllegalStateException(problem(authentication, "failed: " + ex.getMessage()), ex);
		}
		String name = (value != null) ? value.toString() : null;
		if (!StringUtils.hasText(name)) {
			throw new IllegalStateException(problem(authentication, (name != null) ? "is blank" : "is null"));
		}
		return name;
	}

	private String problem(Authentication authentication, String problem) {
		return "No actor: the expression '%s' of the property '%s', evaluated on a %s, %s".formatted(
				this.expression.getExpressionString(), PROPERTY, authentication.getClass().getSimpleName(), problem);
	}

	/**
	 * Whether new threads inherit the context.
	 */
	private record Inheritance(SecurityContextHolderStrategy strategy, boolean inherited) {

		// Asks a new thread, since strategies wrap one another. That of an application
		// which has but one context gives a new supplier at each call.
		static Inheritance of(SecurityContextHolderStrategy strategy) {
			Supplier<SecurityContext> context = strategy.getDeferredContext();
			return new Inheritance(strategy,
					CompletableFuture
						.supplyAsync(() -> strategy.getDeferredContext() == context, (task) -> new Thread(task).start())
						.join());
		}

	}

	// A class of its own, loaded only where spring-web is present.
	private static final class Request {

		static boolean isHandled() {
			RequestAttributes attributes = RequestContextHolder.getRequestAttributes();
			if (attributes == null) {
				return false;
			}
			try {
				// fails after the end of the request
				attributes.getAttribute(PROPERTY, RequestAttributes.SCOPE_REQUEST);
				return true;
			}
			catch (IllegalStateException ex) {
				return false;
			}
		}

	}

	// A class of its own, loaded only where spring-security-web is present.
	private static final class SwitchUser {

		static @Nullable Authentication source(Authentication authentication) {
			for (GrantedAuthority authority : authentication.getAuthorities()) {
				if (authority instanceof SwitchUserGrantedAuthority switched) {
					return switched.getSource();
				}
			}
			return null;
		}

	}

}
