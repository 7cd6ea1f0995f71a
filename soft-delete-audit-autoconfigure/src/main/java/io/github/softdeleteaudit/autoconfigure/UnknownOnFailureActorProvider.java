package io.github.softdeleteaudit.autoconfigure;

import io.github.softdeleteaudit.actor.Actor;
import io.github.softdeleteaudit.actor.ActorProvider;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets writes go on when the provider fails. The actor is recorded as "unknown".
 */
class UnknownOnFailureActorProvider implements ActorProvider {

	private static final Log logger = LogFactory.getLog(UnknownOnFailureActorProvider.class);

	private static final Actor UNKNOWN = Actor.of("unknown");

	private final ActorProvider provider;

	UnknownOnFailureActorProvider(ActorProvider provider) {
		this.provider = provider;
	}

	@Override
	public @Nullable Actor currentActor() {
		try {
			return this.provider.currentActor();
		}
		catch (RuntimeException ex) {
			logger.warn(
					"The actor is recorded as '%s', since it cannot be found out who acts".formatted(UNKNOWN.name()),
					ex);
			return UNKNOWN;
		}
	}

}
