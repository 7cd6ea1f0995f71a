package io.github.softdeleteaudit.actor;

import org.jspecify.annotations.Nullable;

/**
 * Says who acts. A bean of this type replaces the default, which asks the application's
 * {@code AuditorAware} bean and Spring Security.
 * <p>
 * Asked in the thread and in the middle of the write that first needs the answer, and
 * then no more in that transaction, unless it was {@link Actors#runAs} that gave the
 * answer: what is written outside of that block asks who acts there. It must not query
 * through the session of that transaction: that would flush the very write that is
 * waiting for the answer.
 */
@FunctionalInterface
public interface ActorProvider {

	/**
	 * The actor of the work going on in the current thread. An exception fails the write
	 * that asked.
	 * @return the actor, or {@code null} when there is none: then the system actor is
	 * recorded
	 */
	@Nullable Actor currentActor();

}
