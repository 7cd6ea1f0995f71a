package io.github.softdeleteaudit.softdelete.hibernate;

import java.util.List;
import java.util.Objects;

import org.hibernate.Hibernate;
import org.hibernate.engine.internal.ForeignKeys;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Keeps a cascade of {@code PERSIST} from silently taking a deletion back: only
 * persisting the deleted instance itself does, before the flush, together with what the
 * deletion took along.
 * <p>
 * Relies on Hibernate passing what the application persists without a context, and what a
 * cascade reaches with one.
 */
final class DeletedEntityPersistListener implements PersistEventListener {

	private final List<PersistEventListener> delegates;

	private final boolean flushing;

	private final ThreadLocal<Boolean> takingBack = ThreadLocal.withInitial(() -> false);

	private DeletedEntityPersistListener(List<PersistEventListener> delegates, boolean flushing) {
		this.delegates = delegates;
		this.flushing = flushing;
	}

	static DeletedEntityPersistListener persist(List<PersistEventListener> delegates) {
		return new DeletedEntityPersistListener(delegates, false);
	}

	// what is known to be deleted in a flush is an orphan that it found, which another
	// entity may have taken over
	static DeletedEntityPersistListener persistOnFlush(List<PersistEventListener> delegates) {
		return new DeletedEntityPersistListener(delegates, true);
	}

	@Override
	public void onPersist(PersistEvent event) {
		if (isDeletedBefore(event)) {
			throw new InvalidDataAccessApiUsageException(
					"Refused to persist a deleted instance of the soft-deletable entity %s, whose row is still there: use SoftDeleteRepository.restore"
						.formatted(event.getSession().bestGuessEntityName(event.getObject())));
		}
		boolean before = this.takingBack.get();
		boolean beingDeleted = isBeingDeleted(event);
		this.takingBack.set(beingDeleted);
		try {
			this.delegates.forEach((delegate) -> delegate.onPersist(event));
			if (beingDeleted) {
				takeBackDependents(event);
			}
		}
		finally {
			this.takingBack.set(before);
		}
	}

	@Override
	public void onPersist(PersistEvent event, PersistContext createdAlready) {
		boolean beingDeleted = isBeingDeleted(event);
		if (!isDeletedBefore(event) && (this.flushing || this.takingBack.get() || !beingDeleted)) {
			this.delegates.forEach((delegate) -> delegate.onPersist(event, createdAlready));
			if (beingDeleted) {
				takeBackDependents(event);
			}
		}
	}

	// the rows that go by @OnDelete, which no cascade of Hibernate's knows
	private static void takeBackDependents(PersistEvent event) {
		EventSource session = event.getSession();
		EntityEntry entry = Objects.requireNonNull(entry(event));
		for (Object dependent : OnDeleteCascade.dependents(session, (SoftDeletePersister) entry.getPersister(),
				entry.getId())) {
			EntityEntry dependentEntry = session.getPersistenceContextInternal().getEntry(Hibernate.unproxy(dependent));
			if (dependentEntry != null && dependentEntry.getStatus() == Status.DELETED) {
				session.persist(dependent);
			}
		}
	}

	private static boolean isBeingDeleted(PersistEvent event) {
		EntityEntry entry = entry(event);
		return entry != null && entry.getStatus() == Status.DELETED
				&& entry.getPersister() instanceof SoftDeletePersister;
	}

	// by an earlier flush, so that the session does not know it any more
	private static boolean isDeletedBefore(PersistEvent event) {
		if (!Hibernate.isInitialized(event.getObject()) || entry(event) != null) {
			return false;
		}
		EventSource session = event.getSession();
		Object entity = Hibernate.unproxy(event.getObject());
		return session.getEntityPersister(event.getEntityName(), entity) instanceof SoftDeletePersister persister
				&& persister.softDeleteModel()
					.isDeleted(persister.value(entity, persister.softDeleteModel().indicator()))
				&& !ForeignKeys.isTransient(persister.getEntityName(), entity, null, session);
	}

	private static @Nullable EntityEntry entry(PersistEvent event) {
		return Hibernate.isInitialized(event.getObject())
				? event.getSession().getPersistenceContextInternal().getEntry(Hibernate.unproxy(event.getObject()))
				: null;
	}

}
