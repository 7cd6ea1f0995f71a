package io.github.softdeleteaudit.actor;

import org.jspecify.annotations.Nullable;

/**
 * Says which request led to a change. A bean of this type replaces the default, which
 * asks the logging context (MDC), then a header of the request, then the tracer.
 * <p>
 * Asked at most once in a transaction, in the thread that writes. Unlike the actor, the
 * request id never makes a write fail: after an exception none is recorded, and a warning
 * is logged.
 */
@FunctionalInterface
public interface RequestIdProvider {

	/**
	 * The id of the request that the current thread works for.
	 * @return the id, of which 255 characters are recorded, and no control characters, or
	 * {@code null} when there is none
	 */
	@Nullable String currentRequestId();

}
