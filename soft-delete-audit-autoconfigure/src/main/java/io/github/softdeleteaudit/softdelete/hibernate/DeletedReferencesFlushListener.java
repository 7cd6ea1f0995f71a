package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.ArrayList;
import java.util.List;

import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;
import org.hibernate.event.spi.PreFlushEvent;
import org.hibernate.event.spi.PreFlushEventListener;

/**
 * Lets entities in the persistence context keep referring to one that is being deleted,
 * since its row stays. Hibernate starts a flush by cascading {@code PERSIST}, which would
 * silently take the deletion back, and by refusing references to what is deleted.
 * Meanwhile the deleted entity passes for one that is being saved, which both leave
 * alone. Only the other side of a one-to-one lets go of it.
 * <p>
 * Relies on Hibernate doing both before it asks the {@code FLUSH_ENTITY} listeners about
 * an entity, and on the deleted state being that of a deleted entity alone.
 */
final class DeletedReferencesFlushListener {

	private DeletedReferencesFlushListener() {
	}

	static FlushEventListener flush(List<FlushEventListener> delegates) {
		return (event) -> keepingReferences(event.getSession(),
				() -> delegates.forEach((delegate) -> delegate.onFlush(event)));
	}

	static AutoFlushEventListener autoFlush(List<AutoFlushEventListener> delegates) {
		return (event) -> keepingReferences(event.getSession(),
				() -> delegates.forEach((delegate) -> delegate.onAutoFlush(event)));
	}

	static PreFlushEventListener preFlush(List<PreFlushEventListener> delegates) {
		return (event) -> keepingReferences(event.getSession(),
				() -> delegates.forEach((delegate) -> delegate.onAutoPreFlush(event)));
	}

	private static void keepingReferences(EventSource session, Runnable flush) {
		List<EntityEntry> hidden = hide(session);
		try {
			// what a flush before a query takes along is none of the query's scope
			SoftDeleteScope.outside(() -> {
				flush.run();
				return null;
			});
		}
		finally {
			hidden.forEach(DeletedReferencesFlushListener::show);
		}
	}

	private static List<EntityEntry> hide(EventSource session) {
		List<EntityEntry> hidden = new ArrayList<>();
		if (session.getActionQueue().numberOfDeletions() > 0) {
			for (var entity : session.getPersistenceContextInternal().reentrantSafeEntityEntries()) {
				EntityEntry entry = entity.getValue();
				if (entry.getStatus() == Status.DELETED && entry.getPersister() instanceof SoftDeletePersister) {
					InverseToOnes.hideDeleted(session, entity.getKey(), entry);
					entry.setStatus(Status.SAVING);
					hidden.add(entry);
				}
			}
		}
		return hidden;
	}

	/**
	 * Let an entity be known as deleted again.
	 * @param entry its entry
	 */
	static void show(EntityEntry entry) {
		if (isHidden(entry)) {
			// a deleted entity remembers what it was before; without a loaded state it
			// was read-only
			entry.setStatus((entry.getLoadedState() != null) ? Status.MANAGED : Status.READ_ONLY);
			entry.setStatus(Status.DELETED);
		}
	}

	/**
	 * Return whether an entity is a deleted one that passes for one being saved.
	 * @param entry its entry
	 * @return whether it is
	 */
	static boolean isHidden(EntityEntry entry) {
		return entry.getStatus() == Status.SAVING && entry.getDeletedState() != null
				&& entry.getPersister() instanceof SoftDeletePersister;
	}

}
