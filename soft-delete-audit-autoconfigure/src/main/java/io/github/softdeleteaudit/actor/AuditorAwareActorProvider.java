package io.github.softdeleteaudit.actor;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.AuditorAware;

/**
 * The actor according to the application's {@link AuditorAware}. Where there is none, or
 * it has no answer, the fallback says who acts.
 */
public final class AuditorAwareActorProvider implements ActorProvider {

	private final Supplier<? extends @Nullable AuditorAware<?>> auditorAware;

	private final Supplier<@Nullable String> impersonator;

	private final ActorProvider fallback;

	/**
	 * Create a provider.
	 * @param auditorAware gives the application's {@code AuditorAware}, or {@code null}
	 * when there is none; called whenever the actor is asked for, as creating the
	 * {@code AuditorAware} may need the repositories
	 * @param impersonator gives the impersonator of the auditor, or {@code null} when
	 * there is none
	 * @param fallback says who acts when no auditor is known
	 */
	public AuditorAwareActorProvider(Supplier<? extends @Nullable AuditorAware<?>> auditorAware,
			Supplier<@Nullable String> impersonator, ActorProvider fallback) {
		this.auditorAware = auditorAware;
		this.impersonator = impersonator;
		this.fallback = fallback;
	}

	@Override
	public @Nullable Actor currentActor() {
		AuditorAware<?> auditorAware = this.auditorAware.get();
		Object auditor = (auditorAware != null) ? auditorAware.getCurrentAuditor().orElse(null) : null;
		return (auditor != null) ? new Actor(auditor.toString(), this.impersonator.get())
				: this.fallback.currentActor();
	}

}
